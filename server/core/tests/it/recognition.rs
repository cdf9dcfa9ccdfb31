//! Thanks on both engines: who may thank whom, who reads what, hiding, and the mail about a month.

use ayeneh_core::{
    Ctx, Error, both_engines, on_engine,
    people::{self, store as people_store},
    recognition::{NewThanks, company, give, hide, in_unit, mine, to, to_be_hidden, write_about_month},
    testing::{TestCore, acting_as, closed_survey as made},
};
use ayeneh_domain::{
    ids::{PersonId, UnitId},
    permission::{Grant, Role},
    recognition::MOST_A_DAY,
};

/// A unit with people, each acting as an employee.
async fn staff(t: &TestCore, unit: UnitId, count: u32) -> Vec<Ctx> {
    let mut staff = Vec::new();
    for person in made::staff(&t.ctx, unit, count).await {
        let ctx = acting_as(&t.core, t.ctx.organisation, person).await;
        staff.push(Ctx { grants: vec![Grant { role: Role::Employee, unit: None }], ..ctx });
    }
    staff
}

async fn code(t: &TestCore, person: PersonId) -> String {
    let mut tx = t.ctx.read().await.expect("a transaction");
    people_store::person(&mut tx, t.ctx.organisation, person).await.expect("reads").expect("is there").code
}

async fn thanks(t: &TestCore, person: PersonId, audience: &str) -> NewThanks {
    NewThanks {
        to: code(t, person).await,
        behaviour: "listen.1".into(),
        words: "ممنون <b>".into(),
        audience: audience.into(),
    }
}

fn fields(error: Error) -> Vec<Option<String>> {
    let Error::Invalid(problems) = error else { panic!("{error:?}") };
    problems.into_iter().map(|problem| problem.field).collect()
}

both_engines!(thanks_for_all_are_read_by_all_and_thanks_for_one_by_one, |t| {
    let (region, other) = (made::unit(&t.ctx, "region", None).await, made::unit(&t.ctx, "other", None).await);
    let branch = made::unit(&t.ctx, "branch", Some(region)).await;
    let people = staff(&t, branch, 3).await;
    let (giver, thanked, stranger) = (&people[0], &people[1], &people[2]);
    give(giver, &thanks(&t, thanked.person, "company").await).await.expect("thanks");
    give(giver, &thanks(&t, thanked.person, "person").await).await.expect("thanks");
    let count = |page: &ayeneh_core::recognition::Page| page.thanks.len();
    assert_eq!(count(&company(stranger, 0).await.expect("reads")), 1);
    assert_eq!(count(&to(stranger, thanked.person, 0).await.expect("reads").1), 1);
    assert_eq!(count(&to(&t.ctx, thanked.person, 0).await.expect("reads").1), 1, "HR reads no more than others");
    assert_eq!(count(&to(thanked, thanked.person, 0).await.expect("reads").1), 2);
    for (unit, wanted) in [(branch, 1), (region, 1), (other, 0)] {
        assert_eq!(count(&in_unit(stranger, unit, 0).await.expect("reads").1), wanted, "with everything below");
    }
    let (received, given) = mine(giver).await.expect("reads");
    assert_eq!((count(&received), count(&given)), (0, 2));
    assert!(company(stranger, 1).await.expect("reads").thanks.is_empty());
    assert!(matches!(in_unit(stranger, UnitId::NONE, 0).await, Err(Error::NotFound)));
    assert!(matches!(to(stranger, PersonId::NONE, 0).await, Err(Error::NotFound)));
});

both_engines!(what_stands_in_the_way_is_told_beside_its_field, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = staff(&t, unit, 3).await;
    let giver = &people[0];
    let own = thanks(&t, giver.person, "company").await;
    assert_eq!(fields(give(giver, &own).await.expect_err("oneself")), [Some("to".into())]);
    let wrong = NewThanks { to: "nobody".into(), ..NewThanks::default() };
    let told = fields(give(giver, &wrong).await.expect_err("everything"));
    let wanted = ["to", "behaviour", "words", "audience"].map(|field| Some(field.to_owned()));
    assert_eq!(told, wanted);
    let to_leaver = thanks(&t, people[1].person, "person").await;
    people::leave(&t.ctx, people[1].person).await.expect("leaves");
    assert_eq!(fields(give(giver, &to_leaver).await.expect_err("has left")), [Some("to".into())]);
    let good = thanks(&t, people[2].person, "company").await;
    for _ in 0..MOST_A_DAY {
        give(giver, &good).await.expect("thanks");
    }
    assert_eq!(fields(give(giver, &good).await.expect_err("too many")), [None]);
    t.clock.advance(24 * 3_600_000);
    give(giver, &good).await.expect("the next day");
});

both_engines!(hr_hides_with_a_reason_and_the_writer_is_told, |t| {
    let (north, south) = (made::unit(&t.ctx, "north", None).await, made::unit(&t.ctx, "south", None).await);
    let people = staff(&t, north, 2).await;
    let id = give(&people[0], &thanks(&t, people[1].person, "company").await).await.expect("thanks");
    let alone = give(&people[0], &thanks(&t, people[1].person, "person").await).await.expect("thanks");
    assert!(matches!(to_be_hidden(&t.ctx, alone).await, Err(Error::NotFound)), "HR does not read what is for one");
    let elsewhere = Ctx { grants: vec![Grant { role: Role::Hr, unit: Some(south) }], ..t.ctx.clone() };
    assert!(matches!(hide(&elsewhere, id, "x").await, Err(Error::NotFound)), "out of reach");
    assert!(matches!(hide(&people[1], id, "x").await, Err(Error::Refused(_))));
    assert_eq!(fields(hide(&t.ctx, id, " ").await.expect_err("no reason")), [Some("reason".into())]);
    hide(&t.ctx, id, "نام مشتری در آن است.").await.expect("hides");
    assert!(matches!(hide(&t.ctx, id, "again").await, Err(Error::NotFound)));
    assert!(company(&people[1], 0).await.expect("reads").thanks.is_empty());
    let (_, given) = mine(&people[0]).await.expect("reads");
    assert!(given.thanks.iter().any(|one| one.hidden.as_deref() == Some("نام مشتری در آن است.")));
    assert_eq!(kinds(&t).await, ["thanks_hidden"]);
});

async fn kinds(t: &TestCore) -> Vec<String> {
    let mut tx = t.ctx.read().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query_scalar("SELECT kind FROM outbox ORDER BY kind").fetch_all(c).await)
        .expect("reads")
}

both_engines!(the_month_is_written_about_once_to_whom_it_concerns, |t| {
    let (north, south) = (made::unit(&t.ctx, "north", None).await, made::unit(&t.ctx, "south", None).await);
    let people = staff(&t, north, 3).await;
    let others = staff(&t, south, 2).await;
    give(&people[0], &thanks(&t, people[1].person, "company").await).await.expect("thanks");
    give(&people[0], &thanks(&t, others[0].person, "person").await).await.expect("thanks");
    assert_eq!(write_about_month(&t.core).await.expect("runs"), 0, "the month is not over");
    t.clock.advance(31 * 24 * 3_600_000);
    // Whoever was thanked, that person's two colleagues in the unit, and whoever was thanked alone; nobody else.
    assert_eq!(write_about_month(&t.core).await.expect("runs"), 4);
    assert_eq!(write_about_month(&t.core).await.expect("runs"), 0, "once");
    assert_eq!(kinds(&t).await, ["thanks_month"; 4]);
});
