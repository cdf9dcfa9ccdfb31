//! The group report of a cycle: made of what reports show, with no handful left over, for HR and for managers of units.

use ayeneh_core::results::{GroupReport, View, group_report};
use ayeneh_domain::release::Shown;

use super::{talks::answer_all, *};

/// The leader's team of six with two people each below them, so that each has a report of their own.
async fn staffed(t: &TestCore) -> Company {
    let company = company(&t.ctx).await;
    let mut tx = t.ctx.write().await.expect("a transaction");
    for (place, lead) in company.team.iter().enumerate() {
        for number in 0..4 {
            let code = format!("r{place}{number}");
            let below = person(t.core.new_id(), &code, company.unit, Some(*lead));
            people::insert_person(&mut tx, t.ctx.organisation, &below, 0).await.expect("adds");
        }
    }
    tx.commit().await.expect("commits");
    company
}

/// A released cycle about these people; everybody answers with one point.
async fn released(t: &TestCore, codes: &str, point: &str) -> SurveyId {
    let id = cycle(t, codes).await;
    launch(&t.ctx, id).await.expect("launches");
    answer_all(t, id, point).await;
    close(&t.ctx, id).await.expect("closes");
    id
}

fn figures(report: &GroupReport, view: View) -> Vec<Option<Shown>> {
    report.competencies.iter().map(|one| report.figure(one, view).cloned()).collect()
}

both_engines!(a_group_is_what_its_reports_show, |t| {
    let company = staffed(&t).await;
    let id = released(&t, "t0 t1 t2 t3 t4 t5", "4").await;
    let found = group_report(&t.ctx, id, None).await.expect("reads");
    assert_eq!(found.scale, (1.0, 5.0));
    let others = figures(&found, View::Others);
    assert!(!others.is_empty());
    for shown in others.into_iter().chain(figures(&found, View::Oneself)) {
        assert_eq!(shown, Some(Shown::value(4.0, 6)), "six reports, each with others' mean");
    }
    assert!(found.views.contains(&View::Of(Relationship::DirectReport)));
    assert!(!found.views.contains(&View::Of(Relationship::Manager)), "never the manager's");
    assert!(found.levels.iter().all(|part| part.figures.iter().flatten().all(|shown| shown.n() == Some(6))));
    assert!(found.before.is_none());
    let unknown = group_report(&t.ctx, id, Some(UnitId(t.core.new_id()))).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
    let employee = as_person(&t, company.team[0]).await;
    assert!(matches!(group_report(&employee, id, None).await, Err(Error::Refused(_))));

    // Nothing changes in it when reports are opened.
    results::release_reports(&t.ctx, id).await.expect("opens");
    let later = group_report(&t.ctx, id, None).await.expect("reads");
    assert_eq!(later.competencies, found.competencies);
});

both_engines!(four_reports_are_no_group, |t| {
    staffed(&t).await;
    let id = released(&t, "t0 t1 t2 t3", "4").await;
    let found = group_report(&t.ctx, id, None).await.expect("reads");
    let all = found.competencies.iter().flat_map(|one| &one.figures).flatten();
    assert!(all.clone().count() > 0 && all.clone().all(Shown::is_hidden));
    assert!(all.clone().all(|shown| shown.n().is_none()), "nor how many");
});

/// Gives somebody the role of a manager in a unit.
async fn leads(t: &TestCore, person: PersonId, unit: UnitId) -> Ctx {
    let mut tx = t.ctx.write().await.expect("a transaction");
    let grant = Grant { role: Role::Manager, unit: Some(unit) };
    people::insert_grant(&mut tx, t.ctx.organisation, t.core.new_id(), person, grant).await.expect("gives");
    tx.commit().await.expect("commits");
    as_person(t, person).await
}

both_engines!(a_manager_sees_no_group_but_for_reports_that_are_known_anyway, |t| {
    let company = staffed(&t).await;
    // Six whose reports the leader reads, and the leader's own.
    let id = released(&t, "l1 t0 t1 t2 t3 t4 t5", "4").await;
    let leader = leads(&t, company.leader, company.unit).await;
    let found = group_report(&leader, id, None).await.expect("reads");
    assert_eq!(found.of.id, Some(company.unit), "the own unit");
    assert!(figures(&found, View::Oneself).iter().flatten().all(|shown| shown.exact() == Some(4.0)));
    // The boss reads one of the seven reports; six stay unknown.
    let boss = leads(&t, company.boss, company.unit).await;
    let found = group_report(&boss, id, None).await.expect("reads");
    assert!(figures(&found, View::Oneself).iter().flatten().all(|shown| !shown.is_hidden()));

    // Four of six are the manager's own people: the other two could be worked out.
    let mut tx = t.ctx.write().await.expect("a transaction");
    for lead in &company.team[4..] {
        let other = people::person(&mut tx, t.ctx.organisation, *lead).await.expect("reads").expect("is there");
        let moved = Person { manager: Some(company.boss), ..other };
        people::put_people(&mut tx, t.ctx.organisation, &[moved], 0).await.expect("is kept");
    }
    tx.commit().await.expect("commits");
    let next = released(&t, "t0 t1 t2 t3 t4 t5", "4").await;
    let found = group_report(&leader, next, None).await.expect("reads");
    let all = found.competencies.iter().flat_map(|one| &one.figures).flatten();
    assert!(all.clone().count() > 0 && all.clone().all(Shown::is_hidden), "four are no cover for two");
    let office = group_report(&t.ctx, next, None).await.expect("reads");
    assert!(figures(&office, View::Oneself).iter().flatten().all(|shown| !shown.is_hidden()), "HR reads all six");
    let elsewhere = leads(&t, company.stranger, company.unit).await;
    let elsewhere = Ctx { grants: vec![Grant { role: Role::Manager, unit: None }], ..elsewhere };
    assert!(group_report(&elsewhere, next, None).await.is_ok());
});

both_engines!(a_change_takes_ten_of_the_same_people, |t| {
    staffed(&t).await;
    let ten = "t0 t1 t2 t3 t4 t5 l1 r00 r01 r02 r03 r10 r11";
    let first = released(&t, ten, "3").await;
    t.clock.advance(DAY_MS);
    let second = released(&t, ten, "4").await;
    let found = group_report(&t.ctx, second, None).await.expect("reads");
    assert_eq!(found.before.as_ref().map(|(cycle, _)| *cycle), Some(first));
    let moved: Vec<_> = found.competencies.iter().filter_map(|one| one.moved).collect();
    assert!(!moved.is_empty() && moved.iter().all(|both| *both == (3.0, 4.0)), "{moved:?}");
    t.clock.advance(DAY_MS);
    let third = released(&t, &ten.replace(" r11", " r12"), "5").await;
    let found = group_report(&t.ctx, third, None).await.expect("reads");
    assert!(found.competencies.iter().all(|one| one.moved.is_none()), "one came and one left");
});

both_engines!(who_was_the_manager_in_the_cycle_has_read_those_reports, |t| {
    let company = staffed(&t).await;
    let id = released(&t, "t0 t1 t2 t3 t4 t5 l1 r00 r01", "4").await;
    let leader = leads(&t, company.leader, company.unit).await;
    let before = group_report(&leader, id, None).await.expect("reads");
    assert!(figures(&before, View::Oneself).iter().flatten().all(Shown::is_hidden), "two of nine are not known");
    let mut tx = t.ctx.write().await.expect("a transaction");
    for lead in &company.team {
        let other = people::person(&mut tx, t.ctx.organisation, *lead).await.expect("reads").expect("is there");
        let moved = Person { manager: Some(company.boss), ..other };
        people::put_people(&mut tx, t.ctx.organisation, &[moved], 0).await.expect("is kept");
    }
    tx.commit().await.expect("commits");
    let after = group_report(&leader, id, None).await.expect("reads");
    assert_eq!(after.competencies, before.competencies, "whoever is the manager now");
});

both_engines!(others_less_peers_is_nobodys_report, |t| {
    staffed(&t).await;
    // Six are rated by peers alone, the leader by direct reports alone.
    let id = released(&t, "l1 r00 r01 r02 r03 r10 r11", "4").await;
    let found = group_report(&t.ctx, id, None).await.expect("reads");
    for one in &found.competencies {
        let people = |view| found.figure(one, view).map(|shown| (shown.is_hidden(), shown.n()));
        assert_eq!(people(View::Of(Relationship::Peer)), Some((false, Some(6))));
        assert_eq!(people(View::Of(Relationship::DirectReport)), Some((true, None)));
        let shown = found.views.iter().filter(|view| matches!(view, View::Of(_))).filter_map(|view| people(*view)?.1);
        assert_eq!(people(View::Others).and_then(|(_, n)| n), shown.max(), "of relations that are shown");
        assert_eq!(people(View::Oneself), Some((false, Some(7))));
    }
});
