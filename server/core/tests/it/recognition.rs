//! Thanks on both engines: who may thank whom, who reads what, hiding, and the mail about a month.

use std::collections::BTreeSet;

use ayeneh_core::{
    Ctx, Error, both_engines,
    mail::{self, Transport},
    on_engine,
    people::{self, store as people_store},
    recognition::{NewThanks, company, give, hide, in_unit, mine, to, to_be_hidden, write_about_month},
    testing::{TestCore, acting_as, closed_survey as made, organisation},
};
use ayeneh_domain::{
    bilingual::Locale,
    ids::{PersonId, UnitId},
    permission::{Grant, Role},
    recognition::MOST_A_DAY,
};

use crate::smtp_sink::Sink;

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
    let other = |n: u32| NewThanks { words: format!("Thanks {n}"), ..good.clone() };
    for n in 0..MOST_A_DAY {
        give(giver, &other(n)).await.expect("thanks");
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

both_engines!(the_same_thanks_are_given_once, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = staff(&t, unit, 2).await;
    let new = thanks(&t, people[1].person, "company").await;
    let id = give(&people[0], &new).await.expect("thanks");
    let spaced = NewThanks { words: format!(" {} ", new.words), ..new.clone() };
    assert_eq!(give(&people[0], &spaced).await.expect("the same"), id);
    let back = thanks(&t, people[0].person, "company").await;
    let (one, two) = tokio::join!(give(&people[1], &back), give(&people[1], &back));
    assert_eq!(one.expect("thanks"), two.expect("the same"), "also of two at once");
    assert_eq!(company(&people[0], 0).await.expect("reads").thanks.len(), 2);
    hide(&t.ctx, id, "A customer is named.").await.expect("hides");
    assert_eq!(fields(give(&people[0], &new).await.expect_err("was hidden")), [Some("words".into())]);
    assert_eq!(company(&people[0], 0).await.expect("reads").thanks.len(), 1);
});

both_engines!(another_organisation_neither_reads_nor_thanks_nor_hides, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = staff(&t, unit, 2).await;
    let new = thanks(&t, people[1].person, "company").await;
    let id = give(&people[0], &new).await.expect("thanks");
    let stranger = organisation(&t.core, "hr@other.example").await;
    assert!(company(&stranger, 0).await.expect("reads").thanks.is_empty());
    assert!(matches!(to(&stranger, people[1].person, 0).await, Err(Error::NotFound)));
    assert!(matches!(in_unit(&stranger, unit, 0).await, Err(Error::NotFound)));
    assert!(matches!(hide(&stranger, id, "x").await, Err(Error::NotFound)));
    assert_eq!(fields(give(&stranger, &new).await.expect_err("nobody there")), [Some("to".into())]);
});

both_engines!(what_leavers_gave_and_got_stays_and_they_get_no_mail, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = staff(&t, unit, 3).await;
    give(&people[0], &thanks(&t, people[1].person, "company").await).await.expect("thanks");
    for leaver in &people[..2] {
        people::leave(&t.ctx, leaver.person).await.expect("leaves");
    }
    assert_eq!(to(&people[2], people[1].person, 0).await.expect("reads").1.thanks.len(), 1);
    t.clock.advance(31 * 24 * 3_600_000);
    assert_eq!(write_about_month(&t.core).await.expect("runs"), 1, "only to whoever is still there");
});

both_engines!(hiding_is_offered_where_it_is_allowed, |t| {
    let (north, south) = (made::unit(&t.ctx, "north", None).await, made::unit(&t.ctx, "south", None).await);
    let (in_north, in_south) = (staff(&t, north, 2).await, staff(&t, south, 1).await);
    let here = give(&in_north[0], &thanks(&t, in_north[1].person, "company").await).await.expect("thanks");
    let there = give(&in_north[0], &thanks(&t, in_south[0].person, "company").await).await.expect("thanks");
    give(&in_north[0], &thanks(&t, t.ctx.person, "person").await).await.expect("thanks");
    let of_north = Ctx { grants: vec![Grant { role: Role::Hr, unit: Some(north) }], ..t.ctx.clone() };
    let offered = async |ctx: &Ctx| company(ctx, 0).await.expect("reads").hideable.into_iter().collect::<Vec<_>>();
    assert_eq!(offered(&of_north).await, [here]);
    assert_eq!(offered(&t.ctx).await, BTreeSet::from([here, there]).into_iter().collect::<Vec<_>>());
    assert_eq!(offered(&in_north[0]).await, []);
    assert!(mine(&t.ctx).await.expect("reads").0.hideable.is_empty(), "what is for one is hidden by nobody");
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
    let persian = Ctx { person: others[0].person, ..others[0].clone() };
    people::choose_locale(&persian, Locale::Fa).await.expect("changes");
    assert_eq!(write_about_month(&t.core).await.expect("runs"), 0, "the month is not over");
    let mails = async |days: i64| {
        t.clock.advance(days * 24 * 3_600_000);
        write_about_month(&t.core).await.expect("runs")
    };
    assert_eq!(mails(1).await, 1, "Aban is over, and so for whoever reads Persian");
    assert_eq!(mails(0).await, 0, "once");
    // Whoever was thanked, and that person's two colleagues in the unit; nobody else.
    assert_eq!((mails(8).await, mails(1).await), (0, 3), "November is over");
    assert_eq!(mails(1).await, 0, "once");
    assert_eq!(kinds(&t).await, ["thanks_month"; 4]);
    assert!(mail::latest(&t.ctx, 50, 0).await.expect("reads").is_empty(), "who was thanked alone is nobody's business");
    let sink = Sink::start().await;
    mail::deliver_due(&t.core, &Transport::smtp(&sink.url).expect("an address")).await.expect("delivers");
    let texts: Vec<String> = sink.taken().iter().map(|mail| mail.part("text/plain").1).collect();
    let has = |words: &str| texts.iter().filter(|text| text.contains(words)).count();
    assert_eq!(
        (has("thanked once in November"), has("در آبان ۱ بار"), has("colleague was thanked in November")),
        (1, 1, 2)
    );
});
