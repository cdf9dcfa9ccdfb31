//! One person by hand: added, changed, gone and back; and what nobody gets by way of another.

use ayeneh_core::{
    Ctx, Error, both_engines,
    import::ImportFile,
    people::{self, PersonDraft, store},
    sign_in::{self, LinkPurpose},
    testing::{self, OpenSurvey, TestCore, acting_as, session},
    tokens,
};
use ayeneh_domain::{
    ids::{PersonId, UnitId},
    permission::{Grant, Right, Role},
};

use crate::people::company;

/// Gives roles without asking anybody.
async fn grant(t: &TestCore, person: PersonId, role: Role, unit: Option<UnitId>) -> Ctx {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let row = (t.core.new_id(), person, Grant { role, unit });
    store::put_grants(&mut tx, t.ctx.organisation, &[row]).await.expect("a grant");
    tx.commit().await.expect("commits");
    acting_as(&t.core, t.ctx.organisation, person).await
}

async fn draft(ctx: &Ctx, id: PersonId) -> PersonDraft {
    let detail = people::find(ctx, id).await.expect("is there");
    PersonDraft::of(&detail.person, detail.manager.as_ref())
}

fn new(code: &str) -> PersonDraft {
    PersonDraft {
        code: code.into(),
        name: " Sara   Rad ".into(),
        email: format!("{code}@Narvan.example"),
        unit: "B".into(),
        manager: "p1".into(),
        level: "staff".into(),
        tenure: "under_1".into(),
        locale: "en".into(),
    }
}

/// The fields that have a problem.
fn fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result {
        Err(Error::Invalid(problems)) => problems.into_iter().filter_map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

async fn roles(ctx: &Ctx, id: PersonId) -> Vec<(Role, Option<UnitId>)> {
    let grants = people::find(ctx, id).await.expect("is there").grants;
    let mut roles: Vec<_> = grants.into_iter().map(|grant| (grant.role, grant.unit)).collect();
    roles.sort();
    roles
}

both_engines!(a_person_is_added_with_the_usual_roles, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B")]).await;
    let id = people::add(&t.ctx, &new("۷۷")).await.expect("adds");
    let detail = people::find(&t.ctx, id).await.expect("is there");
    assert_eq!((detail.person.code.as_str(), detail.person.name.as_str()), ("77", "Sara Rad"));
    assert_eq!((detail.person.manager, detail.person.unit), (Some(made[0].id), made[0].unit));
    assert_eq!(roles(&t.ctx, id).await, [(Role::Employee, None)]);
    let leads = people::add(&t.ctx, &PersonDraft { level: "manager".into(), ..new("p8") }).await.expect("adds");
    assert_eq!(roles(&t.ctx, leads).await, [(Role::Manager, Some(made[0].unit)), (Role::Employee, None)]);
});

both_engines!(every_field_says_what_is_wrong_with_it, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "T"), ("p3", "پ", "T")]).await;
    let empty = people::add(&t.ctx, &PersonDraft::default()).await;
    assert_eq!(fields(empty), ["code", "name", "email", "unit", "level", "tenure", "locale"]);
    for (wrong, field) in [
        (PersonDraft { code: "p1".into(), ..new("x") }, "code"),
        (PersonDraft { email: "p2@narvan.example".into(), ..new("x") }, "email"),
        (PersonDraft { email: "سارا@narvan.example".into(), ..new("x") }, "email"),
        (PersonDraft { email: "sara rad@narvan.example".into(), ..new("x") }, "email"),
        (PersonDraft { unit: "NOWHERE".into(), ..new("x") }, "unit"),
        (PersonDraft { manager: "nobody".into(), ..new("x") }, "manager"),
        (PersonDraft { name: "x".repeat(201), ..new("x") }, "name"),
        (PersonDraft { tenure: "ever".into(), ..new("x") }, "tenure"),
    ] {
        assert_eq!(fields(people::add(&t.ctx, &wrong).await), [field], "{wrong:?}");
    }
    let under = |manager: &str, draft: PersonDraft| PersonDraft { manager: manager.into(), ..draft };
    people::change(&t.ctx, made[1].id, &under("P1@narvan.example", draft(&t.ctx, made[1].id).await))
        .await
        .expect("by address");
    people::change(&t.ctx, made[2].id, &under("p2", draft(&t.ctx, made[2].id).await)).await.expect("by code");
    for manager in ["p1", "p2", "p3"] {
        let circle = under(manager, draft(&t.ctx, made[0].id).await);
        assert_eq!(fields(people::change(&t.ctx, made[0].id, &circle).await), ["manager"], "{manager}");
    }
    people::leave(&t.ctx, made[1].id).await.expect("leaves");
    assert_eq!(fields(people::add(&t.ctx, &under("p2", new("x"))).await), ["manager"], "has left");
    people::change(&t.ctx, made[2].id, &draft(&t.ctx, made[2].id).await).await.expect("keeps a manager who has left");
});

both_engines!(the_role_of_a_manager_follows_unit_and_level, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "C")]).await;
    grant(&t, made[0].id, Role::Executive, None).await;
    let lead = PersonDraft { level: "manager".into(), ..draft(&t.ctx, made[0].id).await };
    people::change(&t.ctx, made[0].id, &lead).await.expect("changes");
    let all = |unit| vec![(Role::Manager, Some(unit)), (Role::Employee, None), (Role::Executive, None)];
    assert_eq!(roles(&t.ctx, made[0].id).await, all(made[0].unit));
    people::change(&t.ctx, made[0].id, &PersonDraft { unit: "C".into(), ..lead.clone() }).await.expect("changes");
    assert_eq!(roles(&t.ctx, made[0].id).await, all(made[1].unit), "what was given by hand stays");
    people::change(&t.ctx, made[0].id, &PersonDraft { level: "staff".into(), ..lead }).await.expect("changes");
    assert_eq!(roles(&t.ctx, made[0].id).await, [(Role::Employee, None), (Role::Executive, None)]);
});

both_engines!(who_manages_a_unit_keeps_to_it, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "T"), ("p3", "پ", "C")]).await;
    let hr = grant(&t, made[0].id, Role::Hr, Some(made[0].unit)).await;
    people::change(&hr, made[1].id, &draft(&hr, made[1].id).await).await.expect("in reach");
    let away = PersonDraft { unit: "C".into(), ..draft(&hr, made[1].id).await };
    assert_eq!(fields(people::change(&hr, made[1].id, &away).await), ["unit"]);
    let other = draft(&t.ctx, made[2].id).await;
    assert!(matches!(people::change(&hr, made[2].id, &other).await, Err(Error::NotFound)));
    assert!(matches!(people::leave(&hr, made[2].id).await, Err(Error::NotFound)));
    assert_eq!(fields(people::add(&hr, &PersonDraft { unit: "C".into(), ..new("x") }).await), ["unit"]);
    let led =
        people::add(&hr, &PersonDraft { level: "manager".into(), unit: "T".into(), ..new("x") }).await.expect("adds");
    assert_eq!(roles(&hr, led).await[0], (Role::Manager, Some(made[1].unit)));
    let stranger = testing::organisation(&t.core, "hr@sepand.example").await;
    assert!(matches!(people::change(&stranger, made[1].id, &other).await, Err(Error::NotFound)));
    assert!(matches!(people::leaving(&stranger, made[1].id).await, Err(Error::NotFound)));
    assert!(matches!(
        people::add(&acting_as(&t.core, t.ctx.organisation, made[2].id).await, &new("x")).await,
        Err(Error::Refused(_))
    ));
});

both_engines!(nobody_reaches_more_by_way_of_another, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "B"), ("p3", "پ", "B")]).await;
    let administrator = grant(&t, made[0].id, Role::Administrator, None).await;
    let hr = grant(&t, made[1].id, Role::Hr, None).await;
    grant(&t, made[2].id, Role::Employee, None).await;
    let unit = made[2].unit;
    // Roles.
    for (role, unit) in [(Role::Hr, None), (Role::Executive, None), (Role::Manager, Some(unit))] {
        for person in [made[0].id, made[2].id] {
            assert!(
                matches!(people::give_role(&administrator, person, role, unit).await, Err(Error::Refused(_))),
                "{role:?}"
            );
        }
        assert!(people::give_role(&hr, made[2].id, role, unit).await.is_ok(), "{role:?}");
        assert!(matches!(people::take_role(&administrator, made[2].id, role, unit).await, Err(Error::Refused(_))));
        people::take_role(&hr, made[2].id, role, unit).await.expect("takes");
    }
    assert!(matches!(people::give_role(&hr, made[1].id, Role::Administrator, None).await, Err(Error::Refused(_))));
    people::give_role(&administrator, made[2].id, Role::Interviewer, None).await.expect("gives");
    people::give_role(&administrator, made[2].id, Role::Administrator, None).await.expect("gives");
    people::take_role(&administrator, made[2].id, Role::Administrator, None).await.expect("takes");
    // A level that brings a role.
    let lead = PersonDraft { level: "manager".into(), ..draft(&hr, made[0].id).await };
    assert_eq!(fields(people::change(&administrator, made[0].id, &lead).await), ["level"]);
    assert_eq!(
        fields(people::add(&administrator, &PersonDraft { level: "manager".into(), ..new("x") }).await),
        ["level"]
    );
    // The address to which sign-in links go.
    let moved = |draft: PersonDraft| PersonDraft { email: "mine@narvan.example".into(), ..draft };
    for (who, whose) in [(&administrator, made[1].id), (&administrator, made[2].id), (&hr, made[0].id)] {
        assert_eq!(fields(people::change(who, whose, &moved(draft(&t.ctx, whose).await)).await), ["email"]);
    }
    people::change(&hr, made[2].id, &moved(draft(&hr, made[2].id).await)).await.expect("HR keeps addresses");
});

fn file(rows: &[&str]) -> Vec<ImportFile> {
    let text = format!("code;name;email;unit;level;tenure;roles\r\n{}\r\n", rows.join("\r\n"));
    vec![ImportFile { name: "people.csv".into(), bytes: text.into_bytes() }]
}

both_engines!(a_file_is_no_way_around, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "B"), ("p3", "پ", "B")]).await;
    let administrator = grant(&t, made[0].id, Role::Administrator, None).await;
    let hr = grant(&t, made[1].id, Role::Hr, None).await;
    grant(&t, made[2].id, Role::Employee, None).await;
    for (who, row, field) in [
        (&administrator, "p1;الف;p1@narvan.example;B;staff;3_to_8;hr", "roles"),
        (&administrator, "p1;الف;p1@narvan.example;B;manager;3_to_8;", "level"),
        (&administrator, "p9;نو;p9@narvan.example;B;manager;3_to_8;", "level"),
        (&administrator, "p2;ب;mine@narvan.example;B;staff;3_to_8;", "email"),
        (&administrator, "p2;ب;p2@narvan.example;B;staff;3_to_8;employee", "roles"),
        (&hr, "p1;الف;mine@narvan.example;B;staff;3_to_8;", "email"),
        (&hr, "p2;ب;p2@narvan.example;B;staff;3_to_8;administrator", "roles"),
    ] {
        assert_eq!(fields(people::import::apply(who, &file(&[row])).await), [field], "{row}");
    }
    people::import::apply(&hr, &file(&["p3;پ;new@narvan.example;B;manager;3_to_8;"])).await.expect("HR may");
    people::import::apply(&administrator, &file(&["p8;نو;p8@narvan.example;B;staff;3_to_8;"])).await.expect("may add");
    let both =
        ["founder2;x;hr@narvan.example;1;staff;3_to_8;employee", "p2;ب;p2@narvan.example;B;staff;3_to_8;employee"];
    let nobody_left = people::import::apply(&t.ctx, &file(&both)).await;
    assert!(matches!(nobody_left, Err(Error::Invalid(problems)) if problems[0].field.is_none()));
});

both_engines!(leaving_ends_what_lets_in_and_can_be_taken_back, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "B")]).await;
    grant(&t, made[0].id, Role::Employee, None).await;
    let leaver = acting_as(&t.core, t.ctx.organisation, made[0].id).await;
    people::change(&t.ctx, made[1].id, &PersonDraft { manager: "p1".into(), ..draft(&t.ctx, made[1].id).await })
        .await
        .expect("changes");
    testing::set_password(&leaver, "a short sentence").await;
    let open = session(&leaver).await;
    let (_, token) = tokens::issue(&leaver, "a program", &[Right::Answer], None).await.expect("a token");
    let told = people::leaving(&t.ctx, made[0].id).await.expect("tells");
    assert_eq!((told.sessions, told.tokens, told.surveys, told.reports), (1, 1, 0, 1));
    assert!(sign_in::resume(&t.core, &open.token).await.expect("reads").is_some(), "telling changes nothing");

    people::leave(&t.ctx, made[0].id).await.expect("leaves");
    people::leave(&t.ctx, made[0].id).await.expect("twice is once");
    assert!(sign_in::resume(&t.core, &open.token).await.expect("reads").is_none());
    assert!(sign_in::with_password(&t.core, "p1@narvan.example", "a short sentence").await.is_err());
    sign_in::request_link(&t.core, "p1@narvan.example", LinkPurpose::SignIn).await.expect("asks");
    sign_in::answer_link_requests(&t.core).await.expect("answers");
    assert!(ayeneh_core::mail::latest(&t.ctx, 5, 0).await.expect("mails").is_empty());

    people::come_back(&t.ctx, made[0].id).await.expect("is back");
    assert!(sign_in::bearer(&t.core, &token).await.expect("reads").is_none(), "tokens ended for good");
    assert!(sign_in::resume(&t.core, &open.token).await.expect("reads").is_none());
    sign_in::with_password(&t.core, "p1@narvan.example", "a short sentence").await.expect("signs in anew");
    assert_eq!(roles(&t.ctx, made[0].id).await, [(Role::Employee, None)]);
});

both_engines!(somebody_stays_who_can_appoint_others, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B")]).await;
    assert!(matches!(people::leave(&t.ctx, t.ctx.person).await, Err(Error::Conflict(_))), "not oneself");
    let hr = grant(&t, made[0].id, Role::Hr, None).await;
    assert!(matches!(people::leave(&hr, t.ctx.person).await, Err(Error::Conflict(_))), "the last administrator");
    people::take_role(&t.ctx, t.ctx.person, Role::Hr, None).await.expect("another is there");
    assert!(
        matches!(people::take_role(&hr, hr.person, Role::Hr, None).await, Err(Error::Conflict(_))),
        "the last of HR"
    );
    assert!(matches!(people::leave(&t.ctx, made[0].id).await, Err(Error::Conflict(_))));
});

both_engines!(a_running_survey_keeps_its_audience, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B")]).await;
    let hr = grant(&t, made[0].id, Role::Hr, None).await;
    grant(&t, made[0].id, Role::Administrator, None).await;
    let survey = OpenSurvey::new(&t).await;
    assert_eq!(people::leaving(&hr, t.ctx.person).await.expect("tells").surveys, 1);
    people::leave(&hr, t.ctx.person).await.expect("leaves");
    let mut tx = t.core.db.read().await.expect("a transaction");
    let invited = ayeneh_core::doors::invitation(&mut tx, &survey.token).await.expect("reads");
    assert_eq!(invited.map(|(_, id)| id), Some(survey.invitation));
    drop(tx);
    survey.set_state(&t, "closed").await;
    assert_eq!(people::leaving(&hr, t.ctx.person).await.expect("tells").surveys, 0);
});
