//! Launching on both engines: who is asked, that a launch happens once, how a run ends, and what a running one shows.

use std::collections::BTreeSet;

use ayeneh_core::{
    Ctx, Error, both_engines,
    customers::{Account, Contact, store as customers},
    intake::{Outcome, Receipt},
    mail, on_engine,
    people::{Person, Unit, store as people},
    random::SystemRandom,
    respond::{self, Opened},
    surveys::{
        Launched, NewSurvey, add_rater, close, close_due, count_participation, create, discard, find, launch, links,
        list, move_closing, participation, preview, raters_csv, release_due, remind, remove_rater, remove_subject,
        replace_raters, subjects,
    },
    testing::{TestCore, acting_as, organisation},
};
use ayeneh_domain::{
    answer::check_form,
    bilingual::{Bilingual, Locale},
    customers::AccountKind,
    disclosure::partition::Decision,
    ids::{AccountId, ContactId, PersonId, SurveyId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
    questionnaire::Side,
    relationship::Relationship,
    survey::{Kind, State, launch::Warning},
};
use uuid::Uuid;

const DAY_MS: i64 = 86_400_000;

/// A company with the unit of the founder above two branches: `north` with a leader and seven, `south` with two;
/// six customers of north, one that left, one supplier.
struct Company {
    north: UnitId,
    south: UnitId,
    leader: PersonId,
}

fn person(id: Uuid, code: &str, unit: UnitId, manager: Option<PersonId>, active: bool) -> Person {
    Person {
        id: PersonId(id),
        code: code.into(),
        name: format!("شخص {code}"),
        email: format!("{code}@narvan.example"),
        unit,
        manager,
        level: if manager.is_none() { Level::Manager } else { Level::Staff },
        tenure: TenureBand::From1To3,
        locale: Locale::Fa,
        theme: "auto".into(),
        active,
    }
}

async fn company(ctx: &Ctx) -> Company {
    let core = &ctx.core;
    let mut tx = ctx.write().await.expect("a transaction");
    let top = people::units(&mut tx, ctx.organisation).await.expect("reads")[0].id;
    let mut units = Vec::new();
    for (code, name) in [("N", "North"), ("S", "South")] {
        let id = UnitId(core.new_id());
        let unit = Unit { id, code: code.into(), parent: Some(top), name: Bilingual::new("شعبه", name) };
        people::insert_unit(&mut tx, ctx.organisation, &unit).await.expect("adds");
        units.push(id);
    }
    let (north, south) = (units[0], units[1]);
    let leader = PersonId(core.new_id());
    let mut staff = vec![person(leader.0, "n0", north, None, true)];
    staff.extend((1..8).map(|n| person(core.new_id(), &format!("n{n}"), north, Some(leader), true)));
    staff.push(person(core.new_id(), "n9", north, Some(leader), false));
    staff.extend((1..3).map(|n| person(core.new_id(), &format!("s{n}"), south, Some(leader), true)));
    for person in &staff {
        people::insert_person(&mut tx, ctx.organisation, person, 0).await.expect("adds");
    }
    for (code, kind) in [("K", AccountKind::Customer), ("L", AccountKind::Supplier)] {
        let account = Account {
            id: AccountId(core.new_id()),
            code: code.into(),
            name: code.into(),
            kind,
            segment: String::new(),
            unit: north,
        };
        customers::insert_account(&mut tx, ctx.organisation, &account).await.expect("adds");
        let contacts = (0..if kind == AccountKind::Customer { 7 } else { 1 }).map(|n| Contact {
            id: ContactId(core.new_id()),
            code: format!("{code}{n}"),
            account: account.id,
            name: format!("مخاطب {n}"),
            email: format!("{code}{n}@customer.example").to_lowercase(),
            locale: Locale::Fa,
            unit: north,
            active: n < 6,
        });
        customers::put_contacts(&mut tx, ctx.organisation, &contacts.collect::<Vec<_>>(), 0).await.expect("adds");
    }
    tx.commit().await.expect("commits");
    Company { north, south, leader }
}

fn new(kind: Kind, units: &[UnitId]) -> NewSurvey {
    NewSurvey {
        kind,
        title: Bilingual::new("پاییز", "Autumn"),
        period: "آبان ۱۴۰۵".into(),
        closes_on: "۱۴۰۵/۰۹/۱۵".into(),
        units: units.to_vec(),
        people: String::new(),
    }
}

async fn launched(t: &TestCore, kind: Kind, units: &[UnitId]) -> SurveyId {
    let id = create(&t.ctx, &new(kind, units)).await.expect("a draft");
    launch(&t.ctx, id).await.expect("launches");
    id
}

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems.into_iter().filter_map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

/// Answers with every link of the survey that goes to an employee, up to `most`.
async fn answer(t: &TestCore, id: SurveyId, most: usize) {
    let links = links(&t.ctx, id, 1000, 0).await.expect("links");
    let employees = links.iter().filter(|link| link.name.starts_with("شخص")).take(most);
    for link in employees {
        let token = link.address.rsplit('/').next().expect("an address has parts");
        let invited = respond::invited(&t.core, token).await.expect("is invited");
        let answers = check_form(&invited.questionnaire, [("reach.1", "4")]).expect("right");
        let receipt = Receipt::draw(&SystemRandom);
        assert_eq!(invited.submit(&t.core, answers, receipt).await.expect("stored"), Outcome::Stored(receipt));
    }
}

both_engines!(a_wave_asks_everybody_below_the_chosen_units_who_is_there, |t| {
    let company = company(&t.ctx).await;
    let id = create(&t.ctx, &new(Kind::Wave, &[company.north, company.south])).await.expect("a draft");
    let shown = preview(&t.ctx, id).await.expect("a preview");
    assert_eq!(shown.invited.get(&Side::Employee), Some(&10), "who left is not asked");
    assert_eq!(shown.invited.get(&Side::Customer), Some(&6), "who left and suppliers are not asked");
    assert_eq!((shown.mails, shown.people), (16, 16));
    let few = Warning::TooFewInvited { side: Side::Employee, units: vec![company.south] };
    assert_eq!(shown.warnings, [few]);
    assert!(shown.refusals.is_empty() && shown.promise.fa.contains("۵ نفر"));

    assert_eq!(launch(&t.ctx, id).await.expect("launches"), Launched { mails: 16, skipped: 0 });
    let (survey, units) = find(&t.ctx, id).await.expect("is there");
    assert_eq!((survey.state, survey.period.to_string().as_str()), (State::Open, "2026-11"));
    assert_eq!(survey.closes_on.expect("a day").to_string(), "2026-12-06");
    assert_eq!(units.len(), 2);
    assert!(units.iter().all(|unit| unit.parent.is_none()), "the unit above is not part of it");
    let deliveries = mail::deliveries(&t.ctx, id).await.expect("reads");
    assert_eq!(deliveries.counts.waiting, 16);
    let listed = list(&t.ctx).await.expect("lists");
    assert_eq!((listed.len(), listed[0].invited), (1, 16));
});

both_engines!(a_launch_happens_once, |t| {
    let company = company(&t.ctx).await;
    let id = create(&t.ctx, &new(Kind::Wave, &[company.north])).await.expect("a draft");
    let (one, two) = tokio::join!(launch(&t.ctx, id), launch(&t.ctx, id));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(matches!(launch(&t.ctx, id).await, Err(Error::Conflict(_))));
    assert!(matches!(preview(&t.ctx, id).await, Err(Error::Conflict(_))));
    assert!(matches!(discard(&t.ctx, id).await, Err(Error::Conflict(_))));
    assert_eq!(mail::deliveries(&t.ctx, id).await.expect("reads").counts.waiting, 14);
});

both_engines!(what_cannot_be_launched_says_what_to_change, |t| {
    let company = company(&t.ctx).await;
    let wrong = NewSurvey {
        title: Bilingual::new(" ", "x".repeat(121)),
        period: "ماه ۱۳".into(),
        closes_on: "۱۴۰۵/۰۸/۲۹".into(),
        ..new(Kind::Wave, &[])
    };
    let said = fields(create(&t.ctx, &wrong).await.expect_err("wrong"));
    assert_eq!(said, ["title_fa", "title_en", "period", "closes_on", "units"]);
    let unknown = new(Kind::Wave, &[UnitId(Uuid::nil())]);
    assert_eq!(fields(create(&t.ctx, &unknown).await.expect_err("unknown")), ["units"]);
    let nobody = NewSurvey { people: "n1, x7".into(), ..new(Kind::Cycle, &[]) };
    assert_eq!(fields(create(&t.ctx, &nobody).await.expect_err("unknown")), ["people"]);

    // A draft that waits until its last day is over.
    let id = create(&t.ctx, &new(Kind::Wave, &[company.north])).await.expect("a draft");
    t.clock.advance(30 * DAY_MS);
    assert_eq!(fields(launch(&t.ctx, id).await.expect_err("over")), ["closes_on"]);
    assert_eq!(find(&t.ctx, id).await.expect("is there").0.state, State::Draft, "nothing half done");
    discard(&t.ctx, id).await.expect("is thrown away");
    assert!(list(&t.ctx).await.expect("lists").is_empty());
});

both_engines!(questionnaires_are_frozen_once, |t| {
    let company = company(&t.ctx).await;
    launched(&t, Kind::Wave, &[company.north]).await;
    launched(&t, Kind::Wave, &[company.south]).await;
    launched(&t, Kind::Assessment, &[company.north]).await;
    let mut tx = t.core.db.read().await.expect("reads");
    let statement = "SELECT count(*) FROM questionnaire WHERE key = $1";
    for key in ["trust.employee", "trust.customer", "centricity.20"] {
        let rows: i64 =
            on_engine!(&mut tx, |c| sqlx::query_scalar(statement).bind(key).fetch_one(c).await).expect("counts");
        assert_eq!(rows, 1, "{key}");
    }
});

both_engines!(a_cycle_takes_its_raters_from_the_organisation_and_from_hr, |t| {
    let company = company(&t.ctx).await;
    let cycle = NewSurvey { people: "n0".into(), ..new(Kind::Cycle, &[company.south]) };
    let id = create(&t.ctx, &cycle).await.expect("a draft");
    let (_, reviewed, load) = subjects(&t.ctx, id).await.expect("reads");
    assert_eq!(reviewed.iter().map(|subject| subject.code.as_str()).collect::<Vec<_>>(), ["n0", "s1", "s2"]);
    let leader = &reviewed[0];
    let of = |relationship| leader.raters.iter().filter(|rater| rater.relationship == relationship).count();
    let counts =
        [Relationship::Self_, Relationship::Manager, Relationship::DirectReport, Relationship::Customer].map(of);
    assert_eq!(counts, [1, 0, 9, 6]);
    assert_eq!(load[0].code, "n0", "two own staff and oneself");
    assert_eq!(load[0].reviews, 3);

    let who = leader.person;
    let dropped = leader.raters.iter().find(|rater| rater.code == "n1").expect("rates").invitation;
    remove_rater(&t.ctx, id, who, dropped).await.expect("is taken off");
    assert!(matches!(remove_rater(&t.ctx, id, who, dropped).await, Err(Error::NotFound)));
    add_rater(&t.ctx, id, who, "n1", Relationship::Peer).await.expect("comes back in another relation");
    add_rater(&t.ctx, id, who, "L0", Relationship::Supplier).await.expect("is added");
    for (code, relationship, field) in [
        ("n2", Relationship::Peer, "rater"),
        ("K9", Relationship::Customer, "rater"),
        ("n9", Relationship::Peer, "rater"),
        ("n0", Relationship::Peer, "relationship"),
        ("n3", Relationship::Self_, "relationship"),
    ] {
        let refused = add_rater(&t.ctx, id, who, code, relationship).await.expect_err("refused");
        assert_eq!(fields(refused), [field], "{code}");
    }
    remove_subject(&t.ctx, id, reviewed[1].person).await.expect("is taken out");
    let shown = preview(&t.ctx, id).await.expect("a preview");
    assert_eq!(shown.subjects, 2);
    assert!(shown.short.contains_key(&Relationship::Supplier));
    let Launched { mails, .. } = launch(&t.ctx, id).await.expect("launches");
    assert_eq!(mails, u64::from(shown.mails));
    assert!(shown.mails == shown.people && shown.mails < shown.ratings, "one mail a person, however many they rate");
    assert!(matches!(remove_subject(&t.ctx, id, who).await, Err(Error::Conflict(_))));
});

both_engines!(raters_go_out_and_come_in_as_a_file, |t| {
    let company = company(&t.ctx).await;
    let id = create(&t.ctx, &new(Kind::Cycle, &[company.north])).await.expect("a draft");
    let (_, before, _) = subjects(&t.ctx, id).await.expect("reads");
    let file = raters_csv(&t.ctx, id).await.expect("a file");
    replace_raters(&t.ctx, id, &file).await.expect("comes in");
    let (_, after, _) = subjects(&t.ctx, id).await.expect("reads");
    let pairs = |subjects: &[ayeneh_core::surveys::Subject]| -> BTreeSet<(String, String, Relationship)> {
        let pairs = subjects.iter().flat_map(|subject| {
            subject.raters.iter().map(|rater| (subject.code.clone(), rater.code.clone(), rater.relationship))
        });
        pairs.collect()
    };
    assert_eq!(pairs(&before), pairs(&after), "bringing in what went out changes nothing");

    let corrected = "ارزیاب;نسبت;ارزیابی‌شونده\r\nn1;خود;n1\r\nn2;هم‌رده‌ها;n1\r\nK1;customer;n1\r\n";
    assert_eq!(replace_raters(&t.ctx, id, corrected.as_bytes()).await.expect("comes in"), 3);
    let (_, after, _) = subjects(&t.ctx, id).await.expect("reads");
    let of = |code: &str| after.iter().find(|subject| subject.code == code).expect("is there").raters.len();
    assert_eq!((of("n1"), of("n2")), (3, before[2].raters.len()), "others keep theirs");

    let wrong = "subject,rater,relationship\nn1,n2,peer\nn1,n2,peer\nx,n2,peer\nn1,n3,friend\nn1,n3,customer\n";
    let Err(Error::Invalid(problems)) = replace_raters(&t.ctx, id, wrong.as_bytes()).await else { panic!("wrong") };
    let rows: Vec<_> = problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [Some(3), Some(4), Some(5), Some(6)]);
    let (_, still, _) = subjects(&t.ctx, id).await.expect("reads");
    assert_eq!(pairs(&after), pairs(&still), "nothing half done");
    for unreadable in [&b"\xff\xfe"[..], b"", b"a,b\n1,2\n", b"subject,rater,relationship\n"] {
        assert_eq!(fields(replace_raters(&t.ctx, id, unreadable).await.expect_err("unreadable")), ["file"]);
    }
});

both_engines!(a_run_ends_once_by_hand_or_by_itself, |t| {
    let company = company(&t.ctx).await;
    let by_hand = launched(&t, Kind::Wave, &[company.north]).await;
    let (one, two) = tokio::join!(close(&t.ctx, by_hand), close(&t.ctx, by_hand));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(matches!(remind(&t.ctx, by_hand).await, Err(Error::Conflict(_))));

    let by_itself = launched(&t, Kind::Assessment, &[company.north]).await;
    move_closing(&t.ctx, by_itself, "2026-11-23").await.expect("moves");
    t.clock.advance(2 * DAY_MS);
    assert_eq!(close_due(&t.core).await.expect("runs"), 0, "the last day belongs to it");
    t.clock.advance(DAY_MS);
    let (one, two) = tokio::join!(close_due(&t.core), close_due(&t.core));
    assert_eq!(one.expect("runs") + two.expect("runs"), 1);
    for id in [by_hand, by_itself] {
        assert_eq!(find(&t.ctx, id).await.expect("is there").0.state, State::Released);
    }
    assert_eq!(release_due(&t.core).await.expect("runs"), 0, "nothing is left over");
    assert!(matches!(move_closing(&t.ctx, by_itself, "2026-12-23").await, Err(Error::Conflict(_))));
});

both_engines!(a_running_survey_shows_participation_in_steps_once_a_day, |t| {
    let company = company(&t.ctx).await;
    let id = launched(&t, Kind::Wave, &[company.north, company.south]).await;
    let (day, standings) = participation(&t.ctx, id).await.expect("reads");
    assert!(day.is_none() && standings.iter().all(|row| row.at_least.is_none()), "not counted yet");
    assert_eq!(count_participation(&t.core).await.expect("counts"), 1);
    answer(&t, id, 8).await;
    assert_eq!(count_participation(&t.core).await.expect("counts"), 0, "once a day");
    t.clock.advance(DAY_MS);
    assert_eq!(count_participation(&t.core).await.expect("counts"), 1);
    let (day, standings) = participation(&t.ctx, id).await.expect("reads");
    assert_eq!(day.expect("was counted").to_string(), "2026-11-22");
    let of = |side, unit| standings.iter().find(|row| row.side == side && row.unit == unit).expect("is there");
    let everybody = of(Side::Employee, None);
    assert_eq!((everybody.invited, everybody.at_least), (10, Some(5)));
    let (south, north) = (of(Side::Employee, Some(company.south)), of(Side::Employee, Some(company.north)));
    assert_eq!((south.at_least, south.decision), (None, Decision::TooFew));
    assert_eq!((north.at_least, north.decision), (None, Decision::ProtectsSibling), "it would give south away");
    assert_eq!(of(Side::Customer, Some(company.north)).at_least, Some(0));
    let listed = list(&t.ctx).await.expect("lists");
    assert_eq!(listed[0].turnout.get(&Side::Employee), Some(&(10, 5)));
});

both_engines!(reminders_do_not_tell_who_has_answered, |t| {
    let company = company(&t.ctx).await;
    let id = launched(&t, Kind::Wave, &[company.north]).await;
    t.clock.advance(DAY_MS);
    answer(&t, id, 3).await;
    assert_eq!(remind(&t.ctx, id).await.expect("reminds"), 14, "everybody, whoever has answered");
    assert_eq!(remind(&t.ctx, id).await.expect("reminds"), 0, "not twice a day");
});

both_engines!(a_role_for_some_units_reaches_no_further, |t| {
    let company = company(&t.ctx).await;
    let mut tx = t.ctx.write().await.expect("a transaction");
    let grant = Grant { role: Role::Hr, unit: Some(company.south) };
    people::insert_grant(&mut tx, t.ctx.organisation, t.core.new_id(), company.leader, grant).await.expect("grants");
    tx.commit().await.expect("commits");
    let local = acting_as(&t.core, t.ctx.organisation, company.leader).await;

    assert_eq!(fields(create(&local, &new(Kind::Wave, &[company.north])).await.expect_err("outside")), ["units"]);
    let own = create(&local, &new(Kind::Wave, &[company.south])).await.expect("inside");
    let other = create(&t.ctx, &new(Kind::Wave, &[company.north, company.south])).await.expect("a draft");
    assert!(matches!(launch(&local, other).await, Err(Error::NotFound)));
    assert!(matches!(find(&local, other).await, Err(Error::NotFound)));
    let seen: Vec<_> = list(&local).await.expect("lists").into_iter().map(|listed| listed.survey.id).collect();
    assert_eq!(seen, [own]);
    launch(&local, own).await.expect("launches");

    let stranger = organisation(&t.core, "hr@other.example").await;
    for error in [
        find(&stranger, own).await.expect_err("other tenant"),
        launch(&stranger, other).await.expect_err("other tenant"),
        close(&stranger, own).await.expect_err("other tenant"),
        remind(&stranger, own).await.expect_err("other tenant"),
        links(&stranger, own, 10, 0).await.expect_err("other tenant"),
        participation(&stranger, own).await.expect_err("other tenant"),
    ] {
        assert!(matches!(error, Error::NotFound), "{error:?}");
    }
});

both_engines!(who_has_no_right_launches_nothing, |t| {
    let company = company(&t.ctx).await;
    let nobody = acting_as(&t.core, t.ctx.organisation, company.leader).await;
    let id = create(&t.ctx, &new(Kind::Wave, &[company.north])).await.expect("a draft");
    for error in [
        create(&nobody, &new(Kind::Wave, &[company.north])).await.expect_err("refused"),
        launch(&nobody, id).await.expect_err("refused"),
        find(&nobody, id).await.expect_err("refused"),
        list(&nobody).await.expect_err("refused"),
        preview(&nobody, id).await.expect_err("refused"),
    ] {
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
    }
});

both_engines!(who_rates_several_people_is_led_from_one_to_the_next, |t| {
    let company = company(&t.ctx).await;
    let id = create(&t.ctx, &new(Kind::Cycle, &[company.south])).await.expect("a draft");
    launch(&t.ctx, id).await.expect("launches");
    let all = links(&t.ctx, id, 1000, 0).await.expect("links");
    let mut of_leader = all.iter().filter(|link| link.name == "شخص n0");
    let (first, second) = (of_leader.next().expect("rates one"), of_leader.next().expect("rates another"));
    assert!(of_leader.next().is_none());
    let token = first.address.rsplit('/').next().expect("an address has parts");
    let invited = respond::invited(&t.core, token).await.expect("is invited");
    let answers = check_form(&invited.questionnaire, []).expect("right");
    invited.submit(&t.core, answers, Receipt::draw(&SystemRandom)).await.expect("stored");
    let Opened::Spent(face) = respond::open(&t.core, token).await.expect("opens") else { panic!("not spent") };
    let further: Vec<_> = face.further.iter().map(|waiting| waiting.path.as_str()).collect();
    assert_eq!(further.len(), 1);
    assert!(second.address.ends_with(further[0]));
});

both_engines!(after_the_close_no_row_tells_when_it_came, |t| {
    let company = company(&t.ctx).await;
    let id = launched(&t, Kind::Wave, &[company.north]).await;
    answer(&t, id, 8).await;
    close(&t.ctx, id).await.expect("closes");
    if t.core.db.engine() == "sqlite" {
        return;
    }
    let mut tx = t.core.db.read().await.expect("reads");
    let stamps = "SELECT count(DISTINCT cast(xmin AS text)) FROM spent_token";
    let stamps: i64 = on_engine!(&mut tx, |c| sqlx::query_scalar(stamps).fetch_one(c).await).expect("counts");
    assert_eq!(stamps, 1, "all rows were written by one transaction");
    let laid = "SELECT token_hash FROM spent_token ORDER BY ctid";
    let laid: Vec<Vec<u8>> = on_engine!(&mut tx, |c| sqlx::query_scalar(laid).fetch_all(c).await).expect("reads");
    assert!(laid.len() == 8 && laid.is_sorted(), "and lie by their keys");
});
