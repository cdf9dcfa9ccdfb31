//! Results: who sees which unit, what is compared with what, and the gate of 360° reports.

use ayeneh_core::{
    Ctx, Error, both_engines, mail, release, results,
    results::{Filter, Headline},
    scorecard::{Wanted, scorecard},
    testing::{TestCore, acting_as, closed_survey as made, organisation},
};
use ayeneh_domain::{
    answer::Group,
    bilingual::Locale,
    ids::{PersonId, SurveyId, UnitId},
    permission::{Grant, Role},
    questionnaire::Side,
    relationship::Relationship,
    release::{HiddenReason, Shown},
    survey::Kind,
};

/// North and South with thirty people a side, two tiny units with three employees each: whose six would be told of, were
/// everything told of North's employees as well as of South's.
struct Wave {
    survey: SurveyId,
    north: UnitId,
    south: UnitId,
    tiny: [UnitId; 2],
}

/// Employees are far below customers in following up, and a little anywhere else.
fn employee(person: u32, item: &str) -> u8 {
    if item.starts_with("follow_up") {
        1 + u8::from(person.is_multiple_of(3))
    } else {
        3 + u8::from(person.is_multiple_of(2))
    }
}

fn customer(person: u32, _: &str) -> u8 {
    4 + u8::from(person.is_multiple_of(4))
}

async fn wave(t: &TestCore) -> Wave {
    let ctx = &t.ctx;
    let (north, south) = (made::unit(ctx, "north", None).await, made::unit(ctx, "south", None).await);
    let tiny = [made::unit(ctx, "tiny-a", None).await, made::unit(ctx, "tiny-b", None).await];
    let survey = made::survey(ctx, Kind::Wave, "2026-11").await;
    for (unit, employees) in [(north, 30), (south, 30), (tiny[0], 3), (tiny[1], 3)] {
        let inside = made::group(Side::Employee, unit);
        made::seal(ctx, survey, &made::responses(&inside, Kind::Wave, employees, employee)).await;
        let outside = made::group(Side::Customer, unit);
        made::seal(ctx, survey, &made::responses(&outside, Kind::Wave, 30, customer)).await;
    }
    release::release(ctx, survey).await.expect("releases");
    Wave { survey, north, south, tiny }
}

fn only(ctx: &Ctx, role: Role, unit: Option<UnitId>) -> Ctx {
    Ctx { grants: vec![Grant { role, unit }], ..ctx.clone() }
}

both_engines!(a_wave_shows_both_sides_and_hides_the_tiny, |t| {
    let wave = wave(&t).await;
    let found = results::paired(&t.ctx, wave.survey, None).await.expect("reads");
    assert_eq!((found.topics.len(), found.outcomes.len(), found.unit.id), (8, 3, None));
    let said = found.finding().sentence(Locale::En, 0, 0);
    assert!(said.contains("below customers in “Following up until done”"), "{said}");
    let follow_up = found.topics.iter().find(|topic| topic.key == "follow_up").expect("is there");
    assert!(follow_up.is_sure && follow_up.alpha.iter().all(Option::is_some) && follow_up.whole.is_none());
    let units: Vec<_> = found.regions.iter().flat_map(|region| &region.units).collect();
    assert_eq!(units.len(), 4);
    let tiny = units.iter().find(|unit| unit.unit.id == Some(wave.tiny[0])).expect("is there");
    let few = HiddenReason::TooFew { threshold: 5 };
    assert!(tiny.gaps.iter().all(|gap| matches!(&gap.gap, Some(Shown::Hidden { reason, .. }) if *reason == few)));
    assert_eq!(tiny.customer.as_ref().and_then(Shown::n), Some(30));
    let comments = found.comments.iter().find(|pool| pool.side == Some(Side::Employee)).expect("is there");
    assert!(comments.shown.is_hidden() && comments.texts.is_empty(), "those of the tiny ones are too few");
    let north = results::paired(&t.ctx, wave.survey, Some(wave.north)).await.expect("reads");
    assert_eq!(north.comments[0].texts.len(), 30);
    assert!(north.topics[0].whole.is_some() && north.regions.is_empty());
    assert!(north.items.iter().any(|item| matches!(item.spread, Shown::Parts { .. })));
});

both_engines!(a_manager_sees_the_own_unit_and_no_other, |t| {
    let wave = wave(&t).await;
    let manager = only(&t.ctx, Role::Manager, Some(wave.south));
    let found = results::paired(&manager, wave.survey, None).await.expect("reads");
    assert_eq!((found.unit.id, found.units.len()), (Some(wave.south), 1));
    for unit in [wave.north, wave.tiny[0], UnitId(t.core.new_id())] {
        let other = results::paired(&manager, wave.survey, Some(unit)).await;
        assert!(matches!(other, Err(Error::NotFound)));
        let filter = Filter { unit: Some(unit), topic: None };
        assert!(matches!(results::cells(&manager, wave.survey, &filter).await, Err(Error::NotFound)));
        assert!(matches!(results::comments(&manager, wave.survey, Some(unit)).await, Err(Error::NotFound)));
    }
    let north = results::paired(&t.ctx, wave.survey, Some(wave.north)).await.expect("reads");
    assert!(found.is_tested() && !north.is_tested(), "of North less is told, so nothing is said of chance");
    let said = north.finding().sentence(Locale::En, 0, 0);
    assert!(said.contains("cannot be told"), "{said}");
    let cells = results::cells(&manager, wave.survey, &Filter::default()).await.expect("reads");
    assert!(!cells.is_empty() && cells.iter().all(|(_, cell)| cell.unit == Some(wave.south)));
    let (listed, _) = results::list(&manager).await.expect("reads");
    assert!(matches!(&listed[0].headline, Headline::Gap(finding) if finding.gap.is_some()));
    let employee = only(&t.ctx, Role::Employee, None);
    assert!(matches!(results::paired(&employee, wave.survey, None).await, Err(Error::Refused(_))));
    assert!(matches!(results::list(&employee).await, Err(Error::Refused(_))));
    let foreign = organisation(&t.core, "hr@other.example").await;
    assert!(matches!(results::paired(&foreign, wave.survey, None).await, Err(Error::NotFound)));
    assert!(matches!(results::head(&foreign, wave.survey).await, Err(Error::NotFound)));
});

both_engines!(nothing_hidden_points_to_a_unit_out_of_reach, |t| {
    let wave = wave(&t).await;
    let nearest = async |ctx: &Ctx| {
        let cells = results::cells(ctx, wave.survey, &Filter::default()).await.expect("reads");
        let hidden = cells.into_iter().filter(|(_, cell)| cell.unit == Some(wave.tiny[0]));
        let near = |shown| match shown {
            Shown::Hidden { nearest, .. } => Some(nearest),
            _ => None,
        };
        hidden.filter_map(|(_, cell)| near(cell.shown)).collect::<Vec<_>>()
    };
    let of_all = nearest(&t.ctx).await;
    assert!(of_all.iter().any(Option::is_some), "to HR the nearest is named");
    let manager = only(&t.ctx, Role::Manager, Some(wave.tiny[0]));
    let of_unit = nearest(&manager).await;
    assert_eq!(of_unit.len(), of_all.len(), "the same cells are hidden");
    assert!(of_unit.iter().all(Option::is_none), "{of_unit:?}");
    let page = results::paired(&manager, wave.survey, None).await.expect("reads");
    let employees = page.topics.iter().filter_map(|topic| topic.employee.clone());
    let points = |shown: &Shown| matches!(shown, Shown::Hidden { nearest: Some(_), .. });
    assert!(!employees.clone().any(|shown| points(&shown)) && employees.count() > 0, "nor on the page");
    let reader = Ctx { grants: vec![Grant { role: Role::Executive, unit: Some(wave.tiny[0]) }], ..t.ctx.clone() };
    let card = scorecard(&reader, Wanted::default()).await.expect("reads");
    let shown = card.mirror.employee.clone().expect("the index of the wave");
    assert!(shown.is_hidden() && !points(&shown), "nor on the scorecard: {shown:?}");
});

both_engines!(the_file_says_why_and_never_how_many, |t| {
    let wave = wave(&t).await;
    let bytes = results::cells_csv(&t.ctx, wave.survey, Some(wave.tiny[0])).await.expect("writes");
    let text = String::from_utf8(bytes).expect("is UTF-8");
    let employees: Vec<&str> = text.lines().filter(|line| line.contains(",employee,")).collect();
    assert!(!employees.is_empty());
    for line in employees {
        assert!(line.contains(",hidden,,,,,,") && line.contains("پنهان"), "{line}");
    }
});

/// A wave with these employees of a unit as its audience, all of whom answer.
async fn asked(ctx: &Ctx, period: &str, unit: UnitId, people: &[PersonId], score: u8) -> SurveyId {
    let survey = made::survey(ctx, Kind::Wave, period).await;
    let group = made::group(Side::Employee, unit);
    made::invite(ctx, survey, &group, people).await;
    let count = u32::try_from(people.len()).expect("is small");
    let answers = made::responses(&group, Kind::Wave, count, |person, _| score + u8::from(person.is_multiple_of(2)));
    made::seal(ctx, survey, &answers).await;
    release::release(ctx, survey).await.expect("releases");
    survey
}

both_engines!(waves_are_compared_only_where_nobody_or_five_joined_and_left, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = made::staff(&t.ctx, unit, 60).await;
    asked(&t.ctx, "2026-05", unit, &people[..40], 1).await;
    asked(&t.ctx, "2026-08", unit, &people[..43], 2).await;
    let latest = asked(&t.ctx, "2026-11", unit, &people[..40], 3).await;
    let found = results::paired(&t.ctx, latest, None).await.expect("reads");
    let periods: Vec<String> = found.trend.iter().map(|point| point.wave.period.to_string()).collect();
    assert_eq!(periods, ["2026-05", "2026-11"], "three of August left: their answers would be the change");
    assert_eq!(found.moved.len(), 1);
    assert_eq!(found.waves.len(), 3, "each wave can be looked at by itself");
});

/// A cycle about one subject: self, manager, four peers who share a view, two direct reports.
async fn cycle(t: &TestCore) -> (SurveyId, Ctx, Ctx, UnitId) {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = made::staff(&t.ctx, unit, 2).await;
    let mut tx = t.ctx.write().await.expect("a transaction");
    let store = &ayeneh_core::people::store::person;
    let mut subject = store(&mut tx, t.ctx.organisation, people[0]).await.expect("reads").expect("is there");
    subject.manager = Some(people[1]);
    ayeneh_core::people::store::put_people(&mut tx, t.ctx.organisation, &[subject], 0).await.expect("changes");
    tx.commit().await.expect("commits");
    let survey = made::survey(&t.ctx, Kind::Cycle, "2026-11").await;
    made::subject(&t.ctx, survey, people[0], unit).await;
    for (relationship, raters, score) in [
        (Relationship::Self_, 1, 5),
        (Relationship::Manager, 1, 2),
        (Relationship::Peer, 4, 2),
        (Relationship::DirectReport, 2, 3),
    ] {
        let group =
            Group { subject: Some(people[0]), relationship: Some(relationship), ..made::group(Side::Employee, unit) };
        let answers = made::responses(&group, Kind::Cycle, raters, |person, _| score + u8::from(person % 2 == 1));
        made::seal(&t.ctx, survey, &answers).await;
    }
    release::release(&t.ctx, survey).await.expect("releases");
    let acting = async |person, role| only(&acting_as(&t.core, t.ctx.organisation, person).await, role, Some(unit));
    (survey, acting(people[0], Role::Employee).await, acting(people[1], Role::Manager).await, unit)
}

both_engines!(a_report_is_read_by_subject_and_manager_once_it_is_released, |t| {
    let (cycle, subject, manager, _) = cycle(&t).await;
    let hr = &t.ctx;
    let found = results::report(hr, cycle, subject.person).await.expect("HR reads it before");
    assert_eq!((found.competencies.len(), found.scale, found.is_own), (6, (1.0, 5.0), false));
    assert!(found.competencies[0].is_blind_spot, "5 against 2");
    assert_eq!(found.competencies[0].oneself.as_ref().and_then(Shown::exact), Some(5.0));
    assert_eq!((found.highest.len(), found.lowest.len()), (5, 5));
    let reports_group = found.groups.iter().find(|(key, _)| key == "direct_report").expect("is there");
    assert!(reports_group.1.is_hidden(), "two are too few");
    for reader in [&subject, &manager] {
        assert!(matches!(results::report(reader, cycle, subject.person).await, Err(Error::NotFound)));
    }
    assert!(results::own_report(&subject, None).await.expect("reads").0.is_none());
    assert!(matches!(results::release_report(&manager, cycle, subject.person).await, Err(Error::Refused(_))));
    let foreign = organisation(&t.core, "hr@other.example").await;
    assert!(matches!(results::release_report(&foreign, cycle, subject.person).await, Err(Error::NotFound)));
    let listed = results::reports(hr, cycle).await.expect("reads").subjects;
    assert_eq!((listed.len(), listed[0].has_self, listed[0].is_ready), (1, true, true));
    for _ in 0..2 {
        results::release_report(hr, cycle, subject.person).await.expect("releases, and again changes nothing");
    }
    assert_eq!(mail::overview(hr).await.expect("reads").all(), 1, "one mail");
    assert!(results::report(&subject, cycle, subject.person).await.expect("reads").is_own);
    assert!(results::own_report(&subject, None).await.expect("reads").0.is_some());
    assert!(!results::report(&manager, cycle, subject.person).await.expect("reads").is_own);
    let colleague = made::staff(hr, listed[0].subject.unit, 1).await;
    let colleague = only(&acting_as(&t.core, hr.organisation, colleague[0]).await, Role::Manager, None);
    assert!(matches!(results::report(&colleague, cycle, subject.person).await, Err(Error::NotFound)));
});
