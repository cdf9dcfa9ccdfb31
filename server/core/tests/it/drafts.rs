//! Changing drafts and copying rounds on both engines: what stays, what goes, and that nothing launched ever changes.

use ayeneh_core::{
    Ctx, Error, both_engines,
    people::store as people,
    surveys::{NewSurvey, add_rater, change, create, find, launch, like, preview, subjects, typed},
    testing::{acting_as, closed_survey as made, organisation},
};
use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::UnitId,
    permission::{Grant, Role},
    questionnaire::Side,
    relationship::Relationship,
    survey::Kind,
};

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

both_engines!(a_draft_comes_back_as_it_was_typed_and_takes_changes, |t| {
    let (north, south) = (made::unit(&t.ctx, "north", None).await, made::unit(&t.ctx, "south", None).await);
    made::staff(&t.ctx, north, 6).await;
    made::staff(&t.ctx, south, 7).await;
    let id = create(&t.ctx, &new(Kind::Assessment, &[north])).await.expect("a draft");
    for l in Locale::ALL {
        let form = typed(&t.ctx, id, l).await.expect("reads");
        assert_eq!(form.units, [north]);
        change(&t.ctx, id, &form).await.expect("changes nothing");
        let (survey, _) = find(&t.ctx, id).await.expect("is there");
        let days = (survey.period.to_string(), survey.closes_on.map(|day| day.to_string()));
        assert_eq!(days, ("2026-11".into(), Some("2026-12-06".into())), "{l:?}");
    }
    let other = NewSurvey {
        title: Bilingual::new(" زمستان ", "Winter"),
        closes_on: "2026-12-20".into(),
        ..new(Kind::Assessment, &[south])
    };
    change(&t.ctx, id, &other).await.expect("changes");
    let shown = preview(&t.ctx, id).await.expect("a preview");
    assert_eq!((shown.survey.title.fa.as_str(), shown.invited.get(&Side::Employee)), ("زمستان", Some(&7)));
    let wrong = NewSurvey { closes_on: "2020-01-01".into(), ..new(Kind::Assessment, &[]) };
    let Err(Error::Invalid(problems)) = change(&t.ctx, id, &wrong).await else { panic!("wrong") };
    assert_eq!(
        problems.iter().filter_map(|problem| problem.field.as_deref()).collect::<Vec<_>>(),
        ["closes_on", "units"]
    );
    assert_eq!(find(&t.ctx, id).await.expect("is there").0.title.en, "Winter", "nothing half done");
    assert!(matches!(change(&t.ctx, id, &new(Kind::Wave, &[north])).await, Err(Error::Conflict(_))), "another kind");
});

both_engines!(what_was_launched_does_not_change, |t| {
    let north = made::unit(&t.ctx, "north", None).await;
    made::staff(&t.ctx, north, 6).await;
    let id = create(&t.ctx, &new(Kind::Assessment, &[north])).await.expect("a draft");
    let other = new(Kind::Assessment, &[north]);
    let (launched, changed) = tokio::join!(launch(&t.ctx, id), change(&t.ctx, id, &other));
    assert!(launched.is_ok(), "{launched:?}");
    assert!(changed.is_ok() || matches!(changed, Err(Error::Conflict(_))), "{changed:?}");
    assert!(matches!(change(&t.ctx, id, &other).await, Err(Error::Conflict(_))));
    assert!(matches!(typed(&t.ctx, id, Locale::Fa).await, Err(Error::Conflict(_))));
});

both_engines!(a_cycle_keeps_corrected_raters_of_those_who_stay, |t| {
    let (north, south) = (made::unit(&t.ctx, "north", None).await, made::unit(&t.ctx, "south", None).await);
    let staff = made::staff(&t.ctx, north, 5).await;
    made::staff(&t.ctx, south, 4).await;
    let id = create(&t.ctx, &new(Kind::Cycle, &[north])).await.expect("a draft");
    let (_, before, _) = subjects(&t.ctx, id).await.expect("reads");
    let corrected = &before[0];
    add_rater(&t.ctx, id, corrected.person, &before[1].code, Relationship::Peer).await.expect("is added");
    let form = typed(&t.ctx, id, Locale::En).await.expect("reads");
    assert_eq!((form.units.as_slice(), form.people.as_str()), (&[north][..], ""), "a whole unit is a unit");

    let one_less = staff.iter().find(|person| **person != corrected.person).expect("another");
    let others = before.iter().filter(|subject| subject.person != *one_less).map(|subject| subject.code.clone());
    let people = others.collect::<Vec<_>>().join(" ");
    change(&t.ctx, id, &NewSurvey { people, ..new(Kind::Cycle, &[south]) }).await.expect("changes");
    let (_, after, _) = subjects(&t.ctx, id).await.expect("reads");
    assert_eq!(after.len(), 4 + 4, "one went, four came");
    let kept = after.iter().find(|subject| subject.person == corrected.person).expect("stays");
    assert_eq!(kept.raters.len(), corrected.raters.len() + 1, "the correction stays");
    assert!(after.iter().all(|subject| !subject.raters.is_empty() && subject.person != *one_less));
    let form = typed(&t.ctx, id, Locale::En).await.expect("reads");
    assert_eq!((form.units.as_slice(), form.people.split(' ').count()), (&[south][..], 4));
});

both_engines!(a_copy_has_kind_title_and_units_and_nothing_else, |t| {
    let region = made::unit(&t.ctx, "region", None).await;
    let branch = made::unit(&t.ctx, "branch", Some(region)).await;
    let alone = made::unit(&t.ctx, "alone", None).await;
    for unit in [branch, alone] {
        made::staff(&t.ctx, unit, 5).await;
    }
    let id = create(&t.ctx, &new(Kind::Assessment, &[region, alone])).await.expect("a draft");
    launch(&t.ctx, id).await.expect("launches");
    let (kind, title, mut units) = like(&t.ctx, id).await.expect("may be copied");
    units.sort();
    let mut chosen = vec![region, alone];
    chosen.sort();
    assert_eq!(
        (kind, title.en.as_str(), units),
        (Kind::Assessment, "Autumn", chosen),
        "the units as one would choose them"
    );
    let named = subjects(&t.ctx, create(&t.ctx, &new(Kind::Cycle, &[alone])).await.expect("a draft")).await;
    let code = named.expect("reads").1[0].code.clone();
    let single = NewSurvey { people: code, ..new(Kind::Cycle, &[]) };
    let single = create(&t.ctx, &single).await.expect("a draft");
    assert!(like(&t.ctx, single).await.expect("may be copied").2.is_empty(), "people are not copied");
    let imported = made::survey(&t.ctx, Kind::Historical, "2026-01").await;
    assert!(matches!(like(&t.ctx, imported).await, Err(Error::NotFound)));
});

both_engines!(drafts_of_others_look_like_none, |t| {
    let (north, south) = (made::unit(&t.ctx, "north", None).await, made::unit(&t.ctx, "south", None).await);
    let staff = made::staff(&t.ctx, south, 6).await;
    made::staff(&t.ctx, north, 6).await;
    let id = create(&t.ctx, &new(Kind::Assessment, &[north])).await.expect("a draft");
    let local = with_hr(&t.ctx, staff[0], south).await;
    let stranger = organisation(&t.core, "hr@other.example").await;
    let nobody = acting_as(&t.core, t.ctx.organisation, staff[1]).await;
    for (who, refused) in [(&local, false), (&stranger, false), (&nobody, true)] {
        let is = |error: Error| matches!((error, refused), (Error::NotFound, false) | (Error::Refused(_), true));
        assert!(is(typed(who, id, Locale::Fa).await.expect_err("hidden")));
        assert!(is(like(who, id).await.expect_err("hidden")));
        assert!(is(change(who, id, &new(Kind::Assessment, &[south])).await.expect_err("hidden")));
    }
    let own = create(&local, &new(Kind::Assessment, &[south])).await.expect("a draft");
    let Err(Error::Invalid(_)) = change(&local, own, &new(Kind::Assessment, &[north])).await else { panic!("outside") };
});

async fn with_hr(ctx: &Ctx, person: ayeneh_domain::ids::PersonId, unit: UnitId) -> Ctx {
    let mut tx = ctx.write().await.expect("a transaction");
    let grant = Grant { role: Role::Hr, unit: Some(unit) };
    people::insert_grant(&mut tx, ctx.organisation, ctx.core.new_id(), person, grant).await.expect("grants");
    tx.commit().await.expect("commits");
    acting_as(&ctx.core, ctx.organisation, person).await
}
