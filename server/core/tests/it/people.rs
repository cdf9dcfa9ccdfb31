//! Units and people: who sees whom, in which order, and found by what.

use ayeneh_core::{
    Ctx, Error, both_engines,
    people::{self, PeopleQuery, Person, Unit, store},
    testing,
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{PersonId, UnitId},
    people::{Level, TenureBand},
    permission::{Grant, Role},
};

/// A company «1» with a branch «B», a team «T» below it and a branch «C»; people by (code, name, unit).
pub async fn company(ctx: &Ctx, people: &[(&str, &str, &str)]) -> Vec<Person> {
    let mut tx = ctx.write().await.expect("a transaction");
    let top = store::units(&mut tx, ctx.organisation).await.expect("units")[0].clone();
    let unit = |code: &str, parent: &Unit| Unit {
        id: UnitId(ctx.core.new_id()),
        code: code.into(),
        parent: Some(parent.id),
        name: Bilingual::new(format!("واحد {code}"), format!("Unit {code}")),
    };
    let branch = unit("B", &top);
    let units = vec![branch.clone(), unit("T", &branch), unit("C", &top)];
    store::put_units(&mut tx, ctx.organisation, &units).await.expect("units");
    let at = |code: &str| units.iter().chain([&top]).find(|unit| unit.code == code).expect("a unit").id;
    let people: Vec<Person> = people.iter().map(|(code, name, unit)| person(ctx, code, name, at(unit))).collect();
    store::put_people(&mut tx, ctx.organisation, &people, 0).await.expect("people");
    tx.commit().await.expect("commits");
    people
}

fn person(ctx: &Ctx, code: &str, name: &str, unit: UnitId) -> Person {
    Person {
        id: PersonId(ctx.core.new_id()),
        code: code.into(),
        name: name.into(),
        email: format!("{code}@narvan.example"),
        unit,
        manager: None,
        level: Level::Staff,
        tenure: TenureBand::From3To8,
        locale: Locale::Fa,
        theme: "auto".into(),
        active: true,
    }
}

fn names(people: &[Person]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

both_engines!(people_stand_in_persian_order_and_are_found_by_folded_words, |t| {
    company(&t.ctx, &[("p1", "گیتی", "B"), ("p2", "پارسا", "B"), ("p3", "علي ۲", "C"), ("p4", "چنگیز", "T")]).await;
    let all = people::list(&t.ctx, &PeopleQuery::default()).await.expect("lists");
    assert_eq!(names(&all.people), ["پارسا", "چنگیز", "شیرین شریفی", "علي ۲", "گیتی"]);
    assert_eq!(all.count, 5);
    for (text, found) in [("علی 2", 1), ("P3", 1), ("p3@NARVAN", 1), ("%", 0), ("nobody", 0), ("narvan.example", 5)]
    {
        let query = PeopleQuery { text: text.into(), ..PeopleQuery::default() };
        let page = people::list(&t.ctx, &query).await.expect("lists");
        assert_eq!((page.people.len(), page.count), (found, found), "{text}");
    }
    let second = people::list(&t.ctx, &PeopleQuery { page: 1, ..PeopleQuery::default() }).await.expect("lists");
    assert!(second.people.is_empty());
    let after = people::list_after(&t.ctx, "p1", 2).await.expect("lists");
    assert_eq!(names(&after), ["پارسا", "علي ۲"]);
});

both_engines!(a_manager_sees_own_unit_and_below_only, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B"), ("p2", "ب", "T"), ("p3", "پ", "C")]).await;
    let mut tx = t.ctx.write().await.expect("a transaction");
    let grant = Grant { role: Role::Manager, unit: Some(made[0].unit) };
    store::put_grants(&mut tx, t.ctx.organisation, &[(t.core.new_id(), made[0].id, grant)]).await.expect("grants");
    tx.commit().await.expect("commits");
    let manager = testing::acting_as(&t.core, t.ctx.organisation, made[0].id).await;
    let seen = people::list(&manager, &PeopleQuery::default()).await.expect("lists");
    assert_eq!(names(&seen.people), ["الف", "ب"]);
    let elsewhere = PeopleQuery { unit: Some(made[2].unit), ..PeopleQuery::default() };
    assert!(matches!(people::list(&manager, &elsewhere).await, Err(Error::NotFound)));
    assert!(people::find(&manager, made[1].id).await.is_ok());
    assert!(matches!(people::find(&manager, made[2].id).await, Err(Error::NotFound)));
    let employee = testing::acting_as(&t.core, t.ctx.organisation, made[1].id).await;
    assert!(matches!(people::list(&employee, &PeopleQuery::default()).await, Err(Error::Refused(_))));
});

both_engines!(another_organisation_sees_nobody, |t| {
    let made = company(&t.ctx, &[("p1", "الف", "B")]).await;
    let other = testing::organisation(&t.core, "hr@sepand.example").await;
    assert!(matches!(people::find(&other, made[0].id).await, Err(Error::NotFound)));
    let query = PeopleQuery { text: "p1".into(), ..PeopleQuery::default() };
    assert_eq!(people::list(&other, &query).await.expect("lists").count, 0);
    let unit = PeopleQuery { unit: Some(made[0].unit), ..PeopleQuery::default() };
    assert!(matches!(people::list(&other, &unit).await, Err(Error::NotFound)));
});
