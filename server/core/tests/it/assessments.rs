//! Assessments: by level, beside what the platform measures, over rounds, and the service check as a kind of its own.

use ayeneh_core::{
    Ctx, Error, both_engines, mail, release, results,
    results::{Claim, Headline, Measured, Question},
    scorecard::{Wanted, scorecard},
    surveys::{self, NewSurvey},
    testing::{TestCore, closed_survey as made},
};
use ayeneh_domain::{
    answer::Group,
    bilingual::Bilingual,
    ids::{PersonId, SurveyId, UnitId},
    people::Level,
    permission::{Grant, Role},
    questionnaire::Side,
    release::Shown,
    survey::Kind,
};

/// A released assessment that so many of each level answered, who all write evidence.
async fn assessed(ctx: &Ctx, kind: Kind, period: &str, unit: UnitId, people: u32) -> SurveyId {
    let survey = made::survey(ctx, kind, period).await;
    for (level, most) in [(Level::Executive, 2), (Level::Manager, 1), (Level::Staff, 0)] {
        let group = Group { level: Some(level), ..made::group(Side::Employee, unit) };
        let score = |person: u32, item: &str| if item == "q05" { 2 } else { most.min(1 + (person % 2) as u8) };
        made::seal(ctx, survey, &made::responses(&group, kind, people, score)).await;
    }
    release::release(ctx, survey).await.expect("releases");
    survey
}

async fn questions(t: &TestCore, survey: SurveyId) -> Vec<Question> {
    let found = results::assessment(&t.ctx, survey).await.expect("reads");
    found.domains.into_iter().flat_map(|domain| domain.questions).collect()
}

fn measured(questions: &[Question], key: &str) -> Measured {
    let question = questions.iter().find(|question| question.key == key).expect("is asked");
    question.measured.clone().expect("has something beside it")
}

both_engines!(an_assessment_stands_by_level_beside_what_is_measured, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let survey = assessed(&t.ctx, Kind::Assessment, "2026-11", unit, 30).await;
    let found = results::assessment(&t.ctx, survey).await.expect("reads");
    assert_eq!((found.domains.len(), found.trend.len()), (7, 1));
    assert!(found.domains[0].gaps.iter().any(|gap| gap.is_sure && gap.first == Level::Executive));
    let questions = questions(&t, survey).await;
    assert_eq!(questions.len(), 20);
    let q05 = questions.iter().find(|question| question.key == "q05").expect("is there");
    assert_eq!((q05.claim, q05.next_steps.len()), (Some(Claim::Yes), 0));
    assert_eq!(q05.measured, Some(Measured::Heard { months: 0, of: 12 }));
    assert_eq!(q05.evidence.as_ref().map(|evidence| evidence.texts.len()), Some(90), "of all levels together");
    assert!(questions.iter().all(|question| question.measured.is_some()));
    let open = questions.iter().filter(|question| question.claim != Some(Claim::Yes));
    assert!(open.map(|question| question.next_steps.len()).all(|steps| (2..=3).contains(&steps)));
    let unit_only = Ctx { grants: vec![Grant { role: Role::Executive, unit: Some(unit) }], ..t.ctx.clone() };
    assert!(matches!(results::assessment(&unit_only, survey).await, Err(Error::NotFound)));
    assert!(matches!(results::paired(&t.ctx, survey, None).await, Err(Error::NotFound)));
    let (listed, _) = results::list(&t.ctx).await.expect("reads");
    assert!(matches!(&listed[0].headline, Headline::Weakest(Some(_))));
});

both_engines!(evidence_of_few_writers_is_hidden, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let survey = assessed(&t.ctx, Kind::Assessment, "2026-11", unit, 3).await;
    for question in questions(&t, survey).await {
        let evidence = question.evidence.expect("was asked for");
        assert!(evidence.shown.is_hidden() && evidence.texts.is_empty(), "nine writers: {}", question.key);
    }
});

both_engines!(what_is_measured_is_counted_from_released_work, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = made::staff(&t.ctx, unit, 30).await;
    let wave = made::survey(&t.ctx, Kind::Wave, "2026-10").await;
    let inside = made::group(Side::Employee, unit);
    let outside = made::group(Side::Customer, unit);
    // Whose invitation it is does not matter here, only which side it is on.
    for group in [&inside, &outside] {
        made::invite(&t.ctx, wave, group, &people[..1]).await;
        made::seal(&t.ctx, wave, &made::responses(group, Kind::Wave, 30, |person, _| 3 + (person % 3) as u8)).await;
    }
    let survey = assessed(&t.ctx, Kind::Recovery, "2026-11", unit, 30).await;
    assert!(matches!(measured(&questions(&t, survey).await, "s08"), Measured::Index { shown: None, .. }));
    let twenty = assessed(&t.ctx, Kind::Assessment, "2026-11", unit, 30).await;
    let before = questions(&t, twenty).await;
    assert_eq!(measured(&before, "q04"), Measured::Programme { waves: 0 }, "closed is not released");
    assert_eq!(measured(&before, "q20"), Measured::Linked { units: 0, need: 8 });
    release::release(&t.ctx, wave).await.expect("releases");
    let after = questions(&t, twenty).await;
    assert_eq!(measured(&after, "q04"), Measured::Programme { waves: 1 });
    assert_eq!(measured(&after, "q06"), Measured::BothSides { both: 1, waves: 1 });
    assert_eq!(measured(&after, "q20"), Measured::Linked { units: 1, need: 8 });
    let Measured::Index { shown: Some(shown), side, .. } = measured(&questions(&t, survey).await, "s08") else {
        panic!("the wave is released");
    };
    assert_eq!((side, shown.n()), (Side::Employee, Some(30)));
});

/// An assessment of which these people were the audience; all of a level, so that all may be shown.
async fn round(t: &TestCore, period: &str, unit: UnitId, people: &[PersonId], scores: [u8; 2]) -> SurveyId {
    let survey = made::survey(&t.ctx, Kind::Assessment, period).await;
    let group = Group { level: Some(Level::Staff), ..made::group(Side::Employee, unit) };
    made::invite(&t.ctx, survey, &group, people).await;
    let count = u32::try_from(people.len()).expect("is small");
    let answers = made::responses(&group, Kind::Assessment, count, |person, _| scores[(person % 2) as usize]);
    made::seal(&t.ctx, survey, &answers).await;
    release::release(&t.ctx, survey).await.expect("releases");
    survey
}

both_engines!(rounds_are_laid_side_by_side_only_where_the_audience_allows, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    let people = made::staff(&t.ctx, unit, 60).await;
    round(&t, "2026-02", unit, &people[..40], [0, 0]).await;
    round(&t, "2026-05", unit, &people[..43], [0, 2]).await;
    let latest = round(&t, "2026-11", unit, &people[..40], [1, 2]).await;
    let found = results::assessment(&t.ctx, latest).await.expect("reads");
    let periods: Vec<String> = found.trend.iter().map(|round| round.period.to_string()).collect();
    assert_eq!(periods, ["2026-02", "2026-11"], "three of May left: their answers would be the change");
    assert!(found.trend[0].overall.as_ref().is_some_and(|shown| shown.exact().is_none()), "all no: only a bound");
    assert_eq!(found.trend[1].overall.as_ref().and_then(Shown::exact), Some(75.0));
    assert_eq!(found.trend[1].domains.len(), 7);
});

/// What the scorecard shows of customer-centricity.
async fn centricity(t: &TestCore) -> Option<Shown> {
    let card = scorecard(&t.ctx, Wanted::default()).await.expect("reads");
    card.measures.into_iter().find(|figure| figure.measure.key == "centricity")?.shown
}

both_engines!(a_service_check_is_launched_as_itself_and_feeds_no_scorecard, |t| {
    let unit = made::unit(&t.ctx, "north", None).await;
    made::staff(&t.ctx, unit, 6).await;
    let new = NewSurvey {
        kind: Kind::Recovery,
        title: Bilingual::new("بررسی", "Check"),
        period: "2026-11".into(),
        closes_on: "2026-12-20".into(),
        units: vec![unit],
        people: String::new(),
    };
    let id = surveys::create(&t.ctx, &new).await.expect("a draft");
    let (survey, _) = surveys::find(&t.ctx, id).await.expect("reads");
    assert_eq!(survey.kind, Kind::Recovery);
    assert_eq!(surveys::preview(&t.ctx, id).await.expect("reads").questionnaires[0].key, "recovery.5");
    surveys::launch(&t.ctx, id).await.expect("launches");
    let mails = mail::overview(&t.ctx).await.expect("reads");
    assert_eq!(mails.all(), 6, "one invitation each");
    assert!(surveys::list(&t.ctx).await.expect("reads").iter().any(|listed| listed.survey.kind == Kind::Recovery));

    let check = assessed(&t.ctx, Kind::Recovery, "2026-11", unit, 30).await;
    let found = results::assessment(&t.ctx, check).await.expect("reads");
    let asked: usize = found.domains.iter().map(|domain| domain.questions.len()).sum();
    assert_eq!((found.domains.len(), asked), (5, 8));
    assert!(found.domains[0].description.as_ref().is_some_and(|said| said.en.contains("top table")));
    assert_eq!(centricity(&t).await, None, "the service check has another meaning");
    let twenty = assessed(&t.ctx, Kind::Assessment, "2026-11", unit, 30).await;
    assert!(centricity(&t).await.is_some());
    assert_eq!(results::assessment(&t.ctx, twenty).await.expect("reads").trend.len(), 1, "kinds are not mixed");
});
