//! The demo company is made of real work: launched, answered, sealed, released.

use ayeneh_core::{
    Ctx, both_engines, demo, doors, linkage, results,
    scorecard::{Wanted, scorecard},
    testing::{TestCore, acting_as},
};
use ayeneh_domain::{bilingual::Locale, statistics::Verdict, survey::Kind};

/// Who shows a role in the demo company.
async fn shown(t: &TestCore, role: &str) -> Ctx {
    let mut tx = t.core.db.read().await.expect("a transaction");
    let found = doors::sign_in(&mut tx, &format!("{role}@narvan.example")).await.expect("reads");
    drop(tx);
    // The test's own organisation knows an hr@narvan.example too, but the demo began a year ago.
    let (organisation, person) = found.first().expect("is there").entrant;
    acting_as(&t.core, organisation, person).await
}

both_engines!(a_wave_of_the_demo_shows_what_it_was_invented_with, |t| {
    let wave = demo::plan()[0];
    demo::load_rounds(&t.core, &[wave], false).await.expect("loads");
    assert_eq!(demo::there(&t.core).await.expect("reads"), demo::There::Demo);
    let ctx = shown(&t, "executive").await;
    let card = scorecard(&ctx, Wanted::default()).await.expect("reads");
    assert!(card.measures.len() >= 14, "{}", card.measures.len());
    assert!(card.sentence(Locale::En).contains("Following up"), "{}", card.sentence(Locale::En));
    let hidden = |shown: &Option<ayeneh_domain::release::Shown>| shown.as_ref().is_some_and(|shown| shown.is_hidden());
    let some_hidden = card.mirror.units.iter().any(|unit| hidden(&unit.employee) || hidden(&unit.customer));
    assert!(some_hidden, "a small unit hides itself");
    let links = linkage::linkage(&ctx, None, None).await.expect("reads");
    let link = links.employees_customers.linkage.as_ref().expect("enough units");
    assert!(link.correlation.r > 0.2 && link.correlation.r < 0.95, "{}", link.correlation.r);
    let result = links.customers_result.expect("has readings").scatter.linkage.expect("enough units");
    assert_ne!(result.verdict(), Verdict::Opposite);
});

both_engines!(who_shows_a_role_can_sign_in, |t| {
    demo::load_rounds(&t.core, &[], true).await.expect("loads");
    for shown in demo::sign_ins(&t.core) {
        let session = ayeneh_core::sign_in::with_password(&t.core, &shown.email, &shown.password).await;
        assert!(session.is_ok(), "{shown:?}");
    }
});

both_engines!(some_reports_of_the_demo_are_open_and_some_wait, |t| {
    let cycle = demo::plan().into_iter().find(|round| round.kind == Kind::Cycle).expect("a cycle is planned");
    demo::load_rounds(&t.core, &[cycle], false).await.expect("loads");
    let own = results::own_report(&shown(&t, "employee").await, None).await.expect("reads");
    assert!(own.0.is_some_and(|report| !report.competencies.is_empty()), "who shows an employee reads a report");
    let found = results::reports(&shown(&t, "hr").await, own.1[0].0).await.expect("reads");
    let open = found.subjects.iter().filter(|report| report.subject.released_at.is_some()).count();
    assert!((2..found.subjects.len() - 1).contains(&open), "{open} of {}", found.subjects.len());
});
