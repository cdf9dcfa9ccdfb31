//! The development plan after a report: the subject's goals, the manager's view, HR's count, reminders, and the next report.

use ayeneh_core::{
    on_engine,
    plans::{
        self, NewAction, NewCheckIn, Plan, add_action, add_goal, check_in, count, finish_action, plan, remind_due,
        remove_action, remove_goal, set_state,
    },
};
use ayeneh_domain::{
    ids::{ActionId, GoalId},
    plan::{ActionKind, GoalState, MOST_ACTIONS, MOST_GOALS, Offer, Progress},
};

use super::{
    talks::{answer_all, debriefing},
    *,
};

/// A cycle whose report of the leader is open; as HR, and as subject and manager.
async fn opened(t: &TestCore) -> (Company, SurveyId, Ctx, Ctx) {
    let (company, id, subject, manager) = debriefing(t).await;
    assert!(matches!(plan(&subject, id, company.leader).await, Err(Error::NotFound)), "before the report is open");
    assert!(matches!(plan(&manager, id, company.leader).await, Err(Error::NotFound)), "for the manager too");
    cycles::open_report(&manager, id, company.leader).await.expect("opens");
    (company, id, subject, manager)
}

async fn first_goal(ctx: &Ctx, id: SurveyId, subject: PersonId) -> (GoalId, String) {
    let behaviour = plan(ctx, id, subject).await.expect("a plan").offered.remove(0).key;
    (add_goal(ctx, id, subject, &behaviour, " زودتر خبر می‌دهم ").await.expect("a goal"), behaviour)
}

fn step(body: &str, due_on: &str) -> NewAction {
    NewAction { kind: Some(ActionKind::Training), body: body.into(), due_on: due_on.into() }
}

fn word(with: PersonId, progress: Progress, note: &str) -> NewCheckIn {
    NewCheckIn { with: Some(with), progress: Some(progress), note: note.into() }
}

async fn new_manager(t: &TestCore, subject: PersonId, manager: Option<PersonId>) {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let person = people::person(&mut tx, t.ctx.organisation, subject).await.expect("reads").expect("is there");
    people::put_people(&mut tx, t.ctx.organisation, &[Person { manager, ..person }], 0).await.expect("is kept");
    tx.commit().await.expect("commits");
}

both_engines!(a_plan_grows_from_the_report, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let begun = plan(&subject, id, company.leader).await.expect("a plan");
    assert!(begun.is_own && begun.goals.is_empty() && begun.with == Some(company.boss));
    let report = results::report(&subject, id, company.leader).await.expect("a report");
    let lowest = begun.offered.iter().filter(|one| one.offer == Offer::Lowest).count();
    assert_eq!(lowest, report.lowest.len(), "nobody has a blind spot here");
    let (goal, behaviour) = first_goal(&subject, id, company.leader).await;
    assert_eq!(report.lowest.first(), Some(&behaviour), "the lowest is offered first");
    let at = (id, company.leader, goal);

    assert_eq!(fields(add_goal(&subject, id, company.leader, &behaviour, "").await.expect_err("twice")), ["behaviour"]);
    assert_eq!(
        fields(add_goal(&subject, id, company.leader, "x", &"ا".repeat(301)).await.expect_err("both wrong")),
        ["behaviour", "aim"]
    );
    let wrong = NewAction { kind: None, body: " ".into(), due_on: "۱۴۰۵/۱۳/۰۱".into() };
    assert_eq!(fields(add_action(&subject, at, &wrong).await.expect_err("all wrong")), ["body", "kind", "due_on"]);
    let over = add_action(&subject, at, &step("کتاب", "۱۴۰۵/۰۱/۰۱")).await.expect_err("a day that is over");
    assert_eq!(fields(over), ["due_on"]);
    let far = add_action(&subject, at, &step("کتاب", "۱۵۰۵/۰۱/۰۱")).await.expect_err("a slip of the year");
    assert_eq!(fields(far), ["due_on"]);
    let second = add_action(&subject, at, &step("کتاب", "۱۴۰۵/۱۲/۰۱")).await.expect("is added");
    let first = add_action(&subject, at, &step("دوره", "2026-12-01")).await.expect("is added");
    finish_action(&subject, at, first, true).await.expect("is done");
    let stranger = finish_action(&subject, at, ActionId(t.core.new_id()), true).await;
    assert!(matches!(stranger, Err(Error::NotFound)));

    let seen = plan(&manager, id, company.leader).await.expect("the manager reads it");
    assert!(!seen.is_own && seen.offered.is_empty(), "and chooses nothing");
    let shown = &seen.goals[0];
    assert_eq!(
        (shown.aim.as_str(), shown.state, shown.progress),
        ("زودتر خبر می‌دهم", GoalState::Open, Progress::Nothing)
    );
    let due: Vec<_> = shown.actions.iter().map(|one| (one.id, one.due_on.to_string(), one.done_on.is_some())).collect();
    assert_eq!(due, [(first, "2026-12-01".into(), true), (second, "2027-02-20".into(), false)]);
    finish_action(&subject, at, first, false).await.expect("not done after all");
    remove_action(&subject, at, second).await.expect("is removed");
    assert!(matches!(remove_action(&subject, at, second).await, Err(Error::NotFound)));
    let left = plan(&subject, id, company.leader).await.expect("a plan").goals.remove(0).actions;
    assert!(left.len() == 1 && left[0].done_on.is_none());

    for act in [
        add_goal(&manager, id, company.leader, &behaviour, "").await.map(drop),
        set_state(&manager, at, GoalState::Done, "").await,
        remove_goal(&manager, at).await,
        add_action(&manager, at, &step("x", "2026-12-01")).await.map(drop),
        finish_action(&manager, at, first, true).await,
        remove_action(&manager, at, first).await,
    ] {
        assert!(matches!(act, Err(Error::NotFound)), "only the subject changes the plan: {act:?}");
    }
    remove_goal(&subject, at).await.expect("nobody has written about it");
    assert!(plan(&subject, id, company.leader).await.expect("a plan").goals.is_empty());
});

both_engines!(a_goal_is_reached_dropped_and_taken_up_again, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let (goal, _) = first_goal(&subject, id, company.leader).await;
    let at = (id, company.leader, goal);
    assert!(matches!(set_state(&subject, at, GoalState::Open, "").await, Err(Error::Conflict(_))), "it is open");
    let why = set_state(&subject, at, GoalState::Dropped, "  ").await.expect_err("without a reason");
    assert_eq!(fields(why), ["reason"]);
    set_state(&subject, at, GoalState::Dropped, "کار دیگری مهم‌تر شد").await.expect("is dropped");
    let one = plan(&manager, id, company.leader).await.expect("a plan").goals.remove(0);
    assert_eq!(
        (one.state, one.reason.as_str(), one.ended_on.is_some()),
        (GoalState::Dropped, "کار دیگری مهم‌تر شد", true)
    );
    assert!(matches!(set_state(&subject, at, GoalState::Done, "").await, Err(Error::Conflict(_))), "not from there");
    let late = add_action(&subject, at, &step("x", "2026-12-01")).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "it is over");
    let late = check_in(&subject, at, &word(company.boss, Progress::Reached, "x")).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
    set_state(&subject, at, GoalState::Open, "").await.expect("is open again");
    set_state(&subject, at, GoalState::Done, "no reason is kept").await.expect("is reached");
    let one = plan(&subject, id, company.leader).await.expect("a plan").goals.remove(0);
    assert_eq!((one.state, one.reason.as_str()), (GoalState::Done, ""));
    let far = (id, company.leader, GoalId(t.core.new_id()));
    assert!(matches!(set_state(&subject, far, GoalState::Done, "").await, Err(Error::NotFound)));
});

both_engines!(check_ins_stay_between_the_two, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let (goal, _) = first_goal(&subject, id, company.leader).await;
    let at = (id, company.leader, goal);
    check_in(&subject, at, &word(company.boss, Progress::Something, "دو بار شد\nو خوب بود")).await.expect("is kept");
    t.clock.advance(1);
    check_in(&manager, at, &word(company.boss, Progress::Reached, "دیدم")).await.expect("is kept");
    let seen = plan(&manager, id, company.leader).await.expect("a plan").goals.remove(0);
    let said: Vec<_> = seen.check_ins.iter().map(|one| (one.by_subject, one.body.as_str())).collect();
    assert_eq!(said, [(false, "دیدم"), (true, "دو بار شد\nو خوب بود")], "latest first");
    assert_eq!((seen.progress, seen.check_ins[1].name.as_str()), (Progress::Reached, "شخص l1"));
    let wrong = NewCheckIn { with: Some(company.boss), progress: None, note: "ا".repeat(2_001) };
    assert_eq!(fields(check_in(&subject, at, &wrong).await.expect_err("both wrong")), ["note", "progress"]);
    assert!(matches!(remove_goal(&subject, at).await, Err(Error::Conflict(_))), "somebody has written about it");
    add_action(&subject, at, &step("دوره", "2026-12-01")).await.expect("is added");
    assert!(matches!(remove_goal(&subject, at).await, Err(Error::Conflict(_))));
    let kept = plan(&subject, id, company.leader).await.expect("a plan").goals.remove(0);
    assert_eq!(kept.actions.len(), 1, "a goal that stays keeps its actions");

    // A manager who comes later sees the goals, and nothing of what was said before.
    new_manager(&t, company.leader, Some(company.stranger)).await;
    assert!(matches!(plan(&manager, id, company.leader).await, Err(Error::NotFound)));
    let later = as_person(&t, company.stranger).await;
    let seen = plan(&later, id, company.leader).await.expect("a plan").goals.remove(0);
    assert_eq!((seen.actions.len(), seen.check_ins.len(), seen.progress), (1, 0, Progress::Reached));
    let old = check_in(&subject, at, &word(company.boss, Progress::Reached, "برای مدیر پیشین")).await;
    assert!(matches!(old, Err(Error::Conflict(_))), "it would have gone to somebody else");
    check_in(&subject, at, &word(company.stranger, Progress::Something, "از نو")).await.expect("is kept");
    assert_eq!(plan(&later, id, company.leader).await.expect("a plan").goals[0].check_ins.len(), 1);
    new_manager(&t, company.leader, None).await;
    let alone = NewCheckIn { with: None, progress: Some(Progress::Something), note: "برای خودم".into() };
    check_in(&subject, at, &alone).await.expect("is kept for oneself");
    new_manager(&t, company.leader, Some(company.stranger)).await;
    assert_eq!(plan(&later, id, company.leader).await.expect("a plan").goals[0].check_ins.len(), 1, "nor that");
    assert_eq!(plan(&subject, id, company.leader).await.expect("a plan").goals[0].check_ins.len(), 4);
});

both_engines!(a_plan_is_nobody_elses, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let (goal, behaviour) = first_goal(&subject, id, company.leader).await;
    let at = (id, company.leader, goal);
    let only_answers = Ctx { scopes: Some([Right::Answer].into()), ..subject.clone() };
    for other in
        [as_person(&t, company.team[0]).await, as_person(&t, company.stranger).await, t.ctx.clone(), only_answers]
    {
        assert!(matches!(plan(&other, id, company.leader).await, Err(Error::NotFound)), "{}", other.name);
        let acts = [
            add_goal(&other, id, company.leader, &behaviour, "").await.map(drop),
            check_in(&other, at, &word(company.boss, Progress::Something, "x")).await,
            remove_goal(&other, at).await,
        ];
        assert!(acts.iter().all(|act| matches!(act, Err(Error::NotFound))), "{}: {acts:?}", other.name);
    }
    let one = plans::Counted { reports: 1, plans: None };
    assert_eq!(count(&t.ctx, id).await.expect("counts"), one, "HR learns not even whether");
    assert!(matches!(count(&subject, id).await, Err(Error::Refused(_))));
    assert!(matches!(count(&t.ctx, SurveyId(t.core.new_id())).await, Err(Error::NotFound)));

    let own = plans::plans(&subject).await.expect("lists");
    assert_eq!((own.len(), own[0].is_own, own[0].goals, own[0].open, own[0].next_due), (1, true, 1, 1, None));
    add_action(&subject, at, &step("دوره", "2026-12-01")).await.expect("is added");
    let team = plans::plans(&manager).await.expect("lists");
    assert_eq!((team.len(), team[0].is_own, team[0].subject), (1, false, company.leader));
    assert_eq!(team[0].next_due.map(|day| day.to_string()).as_deref(), Some("2026-12-01"));
    assert!(plans::plans(&as_person(&t, company.stranger).await).await.expect("lists").is_empty());
});

both_engines!(a_form_sent_twice_changes_nothing, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let (goal, _) = first_goal(&subject, id, company.leader).await;
    let at = (id, company.leader, goal);
    let first = add_action(&subject, at, &step("دوره", "2026-12-01")).await.expect("is added");
    assert_eq!(add_action(&subject, at, &step(" دوره ", "۱۴۰۵/۰۹/۱۰")).await.expect("is there"), first);
    finish_action(&subject, at, first, true).await.expect("is done");
    assert_ne!(add_action(&subject, at, &step("دوره", "2026-12-01")).await.expect("once more"), first, "that was done");
    t.clock.advance(DAY_MS);
    finish_action(&subject, at, first, true).await.expect("is done");
    let one = plan(&subject, id, company.leader).await.expect("a plan").goals.remove(0);
    let done = one.actions.iter().find(|one| one.id == first).and_then(|one| one.done_on).expect("is done");
    assert_eq!(done, surveys::today(&t.core).plus_days(-1), "on the day on which it was done first");

    let said = word(company.boss, Progress::Something, "دیدم");
    for _ in 0..2 {
        check_in(&manager, at, &said).await.expect("is kept");
    }
    check_in(&subject, at, &said).await.expect("the other says the same");
    let count = async || plan(&subject, id, company.leader).await.expect("a plan").goals[0].check_ins.len();
    assert_eq!(count().await, 2);
    t.clock.advance(DAY_MS);
    check_in(&subject, at, &said).await.expect("another day");
    t.clock.advance(1);
    check_in(&manager, at, &said).await.expect("not the last that was said");
    assert_eq!(count().await, 4);
});

both_engines!(who_has_left_reads_no_plan_and_has_none_read, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let (goal, _) = first_goal(&subject, id, company.leader).await;
    let at = (id, company.leader, goal);
    ayeneh_core::people::leave(&t.ctx, company.boss).await.expect("the manager leaves");
    let alone = plan(&subject, id, company.leader).await.expect("a plan");
    assert_eq!((alone.with, alone.manager), (None, None), "nobody reads it but the subject");
    let to_nobody = check_in(&subject, at, &word(company.boss, Progress::Something, "x")).await;
    assert!(matches!(to_nobody, Err(Error::Conflict(_))));
    let own = NewCheckIn { with: None, progress: Some(Progress::Something), note: "برای خودم".into() };
    check_in(&subject, at, &own).await.expect("is kept for oneself");
    ayeneh_core::people::come_back(&t.ctx, company.boss).await.expect("comes back");
    assert!(plan(&manager, id, company.leader).await.expect("a plan").goals[0].check_ins.is_empty());
    ayeneh_core::people::leave(&t.ctx, company.leader).await.expect("the subject leaves");
    assert!(matches!(plan(&manager, id, company.leader).await, Err(Error::NotFound)));
    assert!(matches!(
        check_in(&manager, at, &word(company.boss, Progress::Something, "x")).await,
        Err(Error::NotFound)
    ));
    assert!(plans::plans(&manager).await.expect("lists").is_empty());
});

both_engines!(so_few_plans_are_not_counted, |t| {
    let company = company(&t.ctx).await;
    let id = cycle(&t, "t0 t1 t2 t3 t4").await;
    launch(&t.ctx, id).await.expect("launches");
    answer_all(&t, id, "4").await;
    close(&t.ctx, id).await.expect("closes");
    for one in &company.team[..4] {
        results::release_report(&t.ctx, id, *one).await.expect("opens");
    }
    let subject = as_person(&t, company.team[0]).await;
    first_goal(&subject, id, company.team[0]).await;
    assert_eq!(count(&t.ctx, id).await.expect("counts"), plans::Counted { reports: 4, plans: None });
    results::release_report(&t.ctx, id, company.team[4]).await.expect("opens");
    assert_eq!(count(&t.ctx, id).await.expect("counts"), plans::Counted { reports: 5, plans: Some(1) });
});

both_engines!(a_plan_has_bounds, |t| {
    let (company, id, subject, _) = opened(&t).await;
    let (goal, _) = first_goal(&subject, id, company.leader).await;
    for n in 0..MOST_ACTIONS {
        add_action(&subject, (id, company.leader, goal), &step(&format!("گام {n}"), "2026-12-01"))
            .await
            .expect("is added");
    }
    let much = add_action(&subject, (id, company.leader, goal), &step("x", "2026-12-01")).await.expect_err("too many");
    assert_eq!(fields(much), ["body"]);
    for _ in 1..MOST_GOALS {
        first_goal(&subject, id, company.leader).await;
    }
    let Plan { offered, .. } = plan(&subject, id, company.leader).await.expect("a plan");
    let much = add_goal(&subject, id, company.leader, &offered[0].key, "").await.expect_err("too many");
    assert_eq!(fields(much), ["behaviour"]);
});

/// How many reminders stand in the outbox.
async fn reminders(t: &TestCore) -> i64 {
    const COUNT: &str = "SELECT count(*) FROM outbox WHERE kind = 'actions_due'";
    let mut tx = t.ctx.read().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query_scalar(COUNT).fetch_one(c).await).expect("reads")
}

both_engines!(what_is_due_is_reminded_of_once_a_week, |t| {
    let (company, id, subject, _) = opened(&t).await;
    let (goal, _) = first_goal(&subject, id, company.leader).await;
    let at = (id, company.leader, goal);
    let today = surveys::today(&t.core);
    let action = add_action(&subject, at, &step("دوره", &today.plus_days(10).to_string())).await.expect("is added");
    assert_eq!(remind_due(&t.core).await.expect("runs"), 0, "not due yet");
    t.clock.advance(4 * DAY_MS);
    let told = async || {
        let survey = mail::deliveries(&t.ctx, id).await.expect("may see");
        (survey, mail::overview(&t.ctx).await.expect("may see"), mail::latest(&t.ctx, 50, 0).await.expect("may see"))
    };
    let before = told().await;
    assert_eq!(remind_due(&t.core).await.expect("runs"), 1);
    assert_eq!(told().await, before, "who has a plan is nobody's business");
    assert_eq!((remind_due(&t.core).await.expect("runs"), reminders(&t).await), (0, 1), "and not twice");
    t.clock.advance(6 * DAY_MS);
    assert_eq!(remind_due(&t.core).await.expect("runs"), 0, "six days are no week");
    t.clock.advance(DAY_MS - 6 * 3_600_000);
    assert_eq!(remind_due(&t.core).await.expect("runs"), 0, "nobody is written to before eight");
    t.clock.advance(6 * 3_600_000);
    assert_eq!((remind_due(&t.core).await.expect("runs"), reminders(&t).await), (1, 2));
    t.clock.advance(7 * DAY_MS);
    finish_action(&subject, at, action, true).await.expect("is done");
    assert_eq!(remind_due(&t.core).await.expect("runs"), 0, "it is done");
    finish_action(&subject, at, action, false).await.expect("not after all");
    set_state(&subject, at, GoalState::Dropped, "x").await.expect("is dropped");
    assert_eq!(remind_due(&t.core).await.expect("runs"), 0, "the goal is over");
    set_state(&subject, at, GoalState::Open, "").await.expect("is open");
    t.clock.advance(30 * DAY_MS);
    assert_eq!((remind_due(&t.core).await.expect("runs"), reminders(&t).await), (0, 2), "so late is never");
});

both_engines!(the_next_report_shows_what_was_chosen, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    let (_, behaviour) = first_goal(&subject, id, company.leader).await;
    assert!(results::report(&subject, id, company.leader).await.expect("a report").before.is_none(), "the first");
    t.clock.advance(DAY_MS);
    let next = cycle(&t, "l1").await;
    settle(&t.ctx, next, &settings("")).await.expect("settles");
    launch(&t.ctx, next).await.expect("launches");
    answer_all(&t, next, "5").await;
    close(&t.ctx, next).await.expect("closes");
    cycles::open_report(&manager, next, company.leader).await.expect("opens");

    let own = results::report(&subject, next, company.leader).await.expect("a report").before.expect("there was one");
    assert_eq!((own.cycle, own.chosen.len()), (id, 1));
    assert_eq!((own.chosen[0].key.as_str(), own.chosen[0].state), (behaviour.as_str(), GoalState::Open));
    let moved: Vec<_> = own.moved.keys().filter_map(|key| own.on_scale(key, (1.0, 5.0))).collect();
    assert!(!moved.is_empty() && moved.iter().all(|both| *both == (4.0, 5.0)), "the same people were asked");
    assert!(own.on_scale(&behaviour, (1.0, 5.0)).is_none(), "customers were not asked of it, and seven are not ten");
    let led = results::report(&manager, next, company.leader).await.expect("a report").before.expect("there was one");
    assert_eq!(led.chosen.len(), 1, "the manager knows the goals");
    let hr = results::report(&t.ctx, next, company.leader).await.expect("a report").before.expect("there was one");
    assert!(hr.chosen.is_empty() && hr.moved == own.moved, "HR sees figures and no goal");
});

both_engines!(a_handful_who_came_hides_the_change, |t| {
    let (company, id, subject, manager) = opened(&t).await;
    first_goal(&subject, id, company.leader).await;
    t.clock.advance(DAY_MS);
    let mut tx = t.ctx.write().await.expect("a transaction");
    let fresh = person(t.core.new_id(), "t9", company.unit, Some(company.leader));
    people::insert_person(&mut tx, t.ctx.organisation, &fresh, 0).await.expect("adds");
    tx.commit().await.expect("commits");
    let next = cycle(&t, "l1").await;
    settle(&t.ctx, next, &settings("")).await.expect("settles");
    launch(&t.ctx, next).await.expect("launches");
    answer_all(&t, next, "5").await;
    close(&t.ctx, next).await.expect("closes");
    cycles::open_report(&manager, next, company.leader).await.expect("opens");
    let own = results::report(&subject, next, company.leader).await.expect("a report").before.expect("there was one");
    assert!(own.moved.is_empty() && own.chosen.len() == 1, "one more was asked: {:?}", own.moved);
});
