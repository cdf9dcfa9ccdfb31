//! Home on both engines: what waits and for whom, who is behind, what the week holds, and what is not told.

use ayeneh_core::{
    Ctx, both_engines,
    home::{Happening, Wait, home},
    intake::Receipt,
    on_engine,
    people::store as people,
    random::SystemRandom,
    release, respond, results,
    surveys::{self, NewSurvey},
    testing::{TestCore, acting_as, closed_survey as made, organisation},
};
use ayeneh_domain::{
    answer::{Group, check_form},
    bilingual::{Bilingual, Locale},
    ids::{PersonId, SurveyId, UnitId},
    permission::{Grant, Role},
    questionnaire::Side,
    relationship::Relationship,
    survey::Kind,
};

const DAY_MS: i64 = 86_400_000;

fn new(kind: Kind, units: &[UnitId]) -> NewSurvey {
    NewSurvey {
        kind,
        title: Bilingual::new("پاییز", "Autumn"),
        period: "2026-11".into(),
        closes_on: "2026-11-30".into(),
        units: units.to_vec(),
        people: String::new(),
        ranking: None,
    }
}

async fn launched(ctx: &Ctx, kind: Kind, units: &[UnitId]) -> SurveyId {
    let id = surveys::create(ctx, &new(kind, units)).await.expect("a draft");
    surveys::launch(ctx, id).await.expect("launches");
    id
}

async fn with_role(t: &TestCore, person: PersonId, role: Role, unit: Option<UnitId>) -> Ctx {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let grant = Grant { role, unit };
    people::insert_grant(&mut tx, t.ctx.organisation, t.core.new_id(), person, grant).await.expect("grants");
    tx.commit().await.expect("commits");
    acting_as(&t.core, t.ctx.organisation, person).await
}

/// Answers with so many links of a survey.
async fn answer(t: &TestCore, id: SurveyId, most: u32) {
    for link in surveys::links(&t.ctx, id, most, 0).await.expect("links") {
        let token = link.address.rsplit('/').next().expect("an address has parts");
        let invited = respond::invited(&t.core, token).await.expect("is invited");
        let answers = check_form(&invited.questionnaire, []).expect("right");
        invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("stored");
    }
}

/// `north` with forty, `south` with twenty, `tiny` with three employees.
async fn company(ctx: &Ctx) -> [UnitId; 3] {
    let mut units = [UnitId(uuid::Uuid::nil()); 3];
    for (unit, (code, people)) in units.iter_mut().zip([("north", 40), ("south", 20), ("tiny", 3)]) {
        *unit = made::unit(ctx, code, None).await;
        made::staff(ctx, *unit, people).await;
    }
    units
}

fn keys(waits: &[Wait]) -> Vec<&'static str> {
    waits.iter().map(Wait::key).collect()
}

both_engines!(nothing_waits_where_nothing_is, |t| {
    let home = home(&t.ctx).await.expect("a home");
    assert!(home.waits.is_empty() && home.running.is_empty() && home.week.is_empty() && home.draft.is_none());
    assert_eq!(home.sentence(Locale::Fa), "امروز، شنبه ۳۰ آبان: چیزی منتظر شما نیست.");
    assert_eq!(home.sentence(Locale::En), "Today, Saturday 21 November: nothing waits for you.");
    assert!(home.installation.is_some_and(|known| known.engine == t.core.db.engine() && !known.is_encrypted));
});

both_engines!(drafts_wait_and_cycles_first_for_their_raters, |t| {
    let [north, ..] = company(&t.ctx).await;
    surveys::create(&t.ctx, &new(Kind::Wave, &[north])).await.expect("a draft");
    t.clock.advance(1_000);
    let cycle = surveys::create(&t.ctx, &new(Kind::Cycle, &[north])).await.expect("a draft");
    let (_, subjects, _) = surveys::subjects(&t.ctx, cycle).await.expect("reads");
    for rater in &subjects[0].raters {
        surveys::remove_rater(&t.ctx, cycle, subjects[0].person, rater.invitation).await.expect("goes");
    }
    let found = home(&t.ctx).await.expect("a home");
    assert_eq!(keys(&found.waits), ["raters", "draft"]);
    assert!(matches!(found.waits[0], Wait::Raters { people: 1.., .. }));
    assert_eq!(found.draft.as_ref().map(|draft| draft.survey.id), Some(cycle), "the newest");
    assert!(found.sentence(Locale::En).contains("too few raters, and one draft waits to be finished"));
});

both_engines!(who_is_behind_is_told_only_of_units_that_may_be_shown, |t| {
    let [north, south, tiny] = company(&t.ctx).await;
    let id = launched(&t.ctx, Kind::Assessment, &[north, south, tiny]).await;
    surveys::count_participation(&t.core).await.expect("counts");
    let early = home(&t.ctx).await.expect("a home");
    assert!(early.waits.is_empty(), "nobody is behind on the first day");
    assert_eq!(early.week.iter().map(|event| event.what).collect::<Vec<_>>(), [Happening::Opened]);

    t.clock.advance(5 * DAY_MS);
    surveys::count_participation(&t.core).await.expect("counts");
    let late = home(&t.ctx).await.expect("a home");
    let running = &late.running[0];
    let of = |unit| running.units.iter().find(|row| row.unit == unit).expect("is there");
    assert!(of(north).is_behind);
    for hidden in [south, tiny] {
        let row = of(hidden);
        assert!(
            !row.is_behind && row.sides[&Side::Employee].at_least.is_none(),
            "three cannot be shown, nor told by subtraction"
        );
    }
    let [Wait::Behind { survey, units, reminded_today: false, .. }] = &late.waits[..] else {
        panic!("{:?}", late.waits)
    };
    assert_eq!((survey.id, units.len()), (id, 1));
    assert!(late.sentence(Locale::En).ends_with("north is behind."), "{}", late.sentence(Locale::En));

    surveys::remind(&t.ctx, id).await.expect("reminds");
    let reminded = home(&t.ctx).await.expect("a home");
    assert!(matches!(reminded.waits[0], Wait::Behind { reminded_today: true, .. }));
    // It is Thursday: the mails go out on Saturday, the first day of the next week.
    assert!(reminded.week.iter().all(|event| event.what != Happening::Reminded));
    t.clock.advance(2 * DAY_MS);
    let saturday = home(&t.ctx).await.expect("a home");
    assert!(saturday.week.iter().any(|event| event.what == Happening::Reminded && event.day == saturday.today));

    answer(&t, id, 100).await;
    t.clock.advance(DAY_MS);
    surveys::count_participation(&t.core).await.expect("counts");
    assert!(home(&t.ctx).await.expect("a home").waits.is_empty(), "all have answered");
});

both_engines!(mails_that_did_not_arrive_are_told_to_whose_right_is_everywhere, |t| {
    let [north, south, _] = company(&t.ctx).await;
    let id = launched(&t.ctx, Kind::Assessment, &[north]).await;
    const REFUSE: &str =
        "UPDATE outbox SET state = 'refused', error = '550' WHERE organisation_id = $1 AND survey_id = $2";
    let mut tx = t.ctx.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(REFUSE).bind(t.ctx.organisation.0).bind(id.0).execute(c).await.map(|_| ()))
        .expect("changes");
    tx.commit().await.expect("commits");
    let found = home(&t.ctx).await.expect("a home");
    assert!(matches!(found.waits[..], [Wait::Mails { mails: 40, .. }]), "{:?}", found.waits);

    let somebody = made::staff(&t.ctx, north, 1).await[0];
    let local = home(&with_role(&t, somebody, Role::Hr, Some(north)).await).await.expect("a home");
    assert!(local.waits.is_empty() && local.running.len() == 1);
    let other = made::staff(&t.ctx, south, 1).await[0];
    let south = home(&with_role(&t, other, Role::Hr, Some(south)).await).await.expect("a home");
    assert!(south.running.is_empty() && south.week.is_empty(), "nothing of other units");
    let stranger = home(&organisation(&t.core, "hr@other.example").await).await.expect("a home");
    assert!(stranger.waits.is_empty() && stranger.running.is_empty() && stranger.week.is_empty());
});

both_engines!(reports_wait_for_hr_and_then_for_their_subject, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let subject = made::staff(&t.ctx, unit, 1).await[0];
    let cycle = made::survey(&t.ctx, Kind::Cycle, "2026-11").await;
    made::subject(&t.ctx, cycle, subject, unit).await;
    for (relationship, raters) in [(Relationship::Self_, 1), (Relationship::Peer, 4)] {
        let group =
            Group { subject: Some(subject), relationship: Some(relationship), ..made::group(Side::Employee, unit) };
        let answers = made::responses(&group, Kind::Cycle, raters, |person, _| 3 + (person % 2) as u8);
        made::seal(&t.ctx, cycle, &answers).await;
    }
    let closed = home(&t.ctx).await.expect("a home");
    assert_eq!(keys(&closed.waits), ["release"]);
    release::release(&t.ctx, cycle).await.expect("releases");
    let ready = home(&t.ctx).await.expect("a home");
    assert!(matches!(ready.waits[..], [Wait::Reports { ready: 1, .. }]));
    assert!(ready.week.iter().any(|event| event.what == Happening::Released));

    let reader = with_role(&t, subject, Role::Employee, None).await;
    let before = home(&reader).await.expect("a home");
    assert!(before.reports.is_empty() && before.waits.is_empty() && before.week.is_empty());
    results::release_report(&t.ctx, cycle, subject).await.expect("releases");
    assert!(home(&t.ctx).await.expect("a home").waits.is_empty());
    assert_eq!(home(&reader).await.expect("a home").reports.len(), 1);
});

both_engines!(who_leads_a_team_begins_with_its_gap_and_who_answers_with_minutes, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let wave = made::survey(&t.ctx, Kind::Wave, "2026-11").await;
    for (side, score) in [(Side::Employee, 2), (Side::Customer, 4)] {
        let group = made::group(side, unit);
        made::seal(&t.ctx, wave, &made::responses(&group, Kind::Wave, 30, |n, _| score + (n % 2) as u8)).await;
    }
    release::release(&t.ctx, wave).await.expect("releases");
    let staff = made::staff(&t.ctx, unit, 6).await;
    let manager = with_role(&t, staff[0], Role::Manager, Some(unit)).await;
    let found = home(&manager).await.expect("a home");
    assert_eq!(found.team.as_ref().map(|team| team.unit.id), Some(Some(unit)));
    assert!(found.sentence(Locale::En).starts_with("north: "), "{}", found.sentence(Locale::En));
    let elsewhere = made::unit(&t.ctx, "later", None).await;
    let other = with_role(&t, staff[1], Role::Manager, Some(elsewhere)).await;
    assert!(home(&other).await.expect("a home").team.is_none(), "a unit that was not asked");

    launched(&t.ctx, Kind::Assessment, &[unit]).await;
    let employee = with_role(&t, staff[2], Role::Employee, None).await;
    let found = home(&employee).await.expect("a home");
    assert_eq!((found.to_answer.len(), found.team.is_none(), found.installation.is_none()), (1, true, true));
    assert!(found.sentence(Locale::En).ends_with("one thing waits for your answer."));
    t.clock.advance(7 * DAY_MS);
    let week = home(&employee).await.expect("a home").week;
    assert!(week.iter().all(|event| event.what == Happening::Closes && event.survey.is_none()) && week.len() == 1);
});
