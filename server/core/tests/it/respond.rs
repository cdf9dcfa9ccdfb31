//! Answering on both engines: what a link shows, that an answer is stored once, and who is refused.

use ayeneh_core::{
    Core, Error, Result, both_engines,
    intake::{Outcome, Receipt, seal::Opener},
    random::SystemRandom,
    respond::{Opened, invited, open, path, waiting},
    secret::Purpose,
    testing::OpenSurvey,
};
use ayeneh_domain::{
    answer::{Answers, check_form},
    bilingual::Locale,
    people::Level,
    questionnaire::Side,
};

async fn submit(core: &Core, token: &str, score: &str, receipt: Receipt) -> Result<Outcome> {
    let invited = invited(core, token).await?;
    let answers: Answers = check_form(&invited.questionnaire, [("reach.1", score)]).expect("right");
    invited.submit(core, answers, receipt).await
}

fn draw() -> Receipt {
    Receipt::draw(&SystemRandom)
}

both_engines!(a_link_shows_what_is_asked_and_what_is_promised, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    let Opened::Ready(face, questionnaire) = open(core, token).await.expect("opens") else { panic!("not ready") };
    assert_eq!(face.organisation.en, "Narvan");
    assert_eq!((face.title.en.as_str(), face.promise.fa.as_str()), ("Autumn", "قول یک\nقول دو"));
    assert_eq!((face.closes_on.as_deref(), face.locale), (Some("2026-12-01"), Some(Locale::Fa)));
    assert!(face.subject.is_none() && !face.invented);
    assert_eq!(questionnaire.document().key, "trust.employee");
    assert_eq!(path(core, survey.invitation), format!("/r/{token}"));
});

both_engines!(an_answer_is_stored_with_its_group_and_the_link_is_used_up, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    let receipt = draw();
    assert_eq!(submit(core, token, "4", receipt).await.expect("submits"), Outcome::Stored(receipt));
    let bodies = survey.sealed(&t).await;
    assert_eq!(bodies.len(), 1);
    let response =
        Opener::new([&*invited(core, token).await.expect("invited").questionnaire]).open(&bodies[0]).expect("opens");
    assert_eq!(response.answers["reach.1"].score(), Some(4));
    assert_eq!(response.group.side, Side::Employee);
    assert_eq!(response.group.level, Some(Level::Staff));
    assert!(matches!(open(core, token).await, Ok(Opened::Spent(_))));
});

both_engines!(a_hundred_equal_answers_at_once_are_stored_once_with_one_receipt, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    let receipt = draw();
    let sending: Vec<_> = (0..100)
        .map(|_| {
            let (core, token) = (core.clone(), token.to_owned());
            tokio::spawn(async move { submit(&core, &token, "5", receipt).await.expect("submits") })
        })
        .collect();
    let mut stored = 0;
    for sent in sending {
        match sent.await.expect("ends") {
            Outcome::Stored(given) | Outcome::AlreadyStored(given) if given != receipt => panic!("other receipt"),
            Outcome::Stored(_) => stored += 1,
            outcome => assert_eq!(outcome, Outcome::AlreadyStored(receipt)),
        }
    }
    assert_eq!((stored, survey.sealed(&t).await.len()), (1, 1));
});

both_engines!(of_a_hundred_different_answers_at_once_one_is_stored_and_the_others_are_refused, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    let sending: Vec<_> = (0..100)
        .map(|n| {
            let (core, token) = (core.clone(), token.to_owned());
            tokio::spawn(async move { submit(&core, &token, &(n % 5 + 1).to_string(), draw()).await.expect("submits") })
        })
        .collect();
    let mut outcomes = Vec::new();
    for sent in sending {
        outcomes.push(sent.await.expect("ends"));
    }
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Stored(_))).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Spent).count(), 99);
    assert_eq!(survey.sealed(&t).await.len(), 1);
});

both_engines!(a_closed_survey_takes_nothing_but_still_knows_what_it_took, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    survey.set_state(&t, "closed").await;
    assert_eq!(submit(core, token, "4", draw()).await.expect("answered"), Outcome::Closed);
    assert!(matches!(open(core, token).await, Ok(Opened::Closed(_))));
    survey.set_state(&t, "open").await;
    let receipt = draw();
    assert_eq!(submit(core, token, "4", receipt).await.expect("submits"), Outcome::Stored(receipt));
    survey.set_state(&t, "released").await;
    assert_eq!(submit(core, token, "4", receipt).await.expect("answered"), Outcome::AlreadyStored(receipt));
    assert_eq!(survey.sealed(&t).await.len(), 1);
});

both_engines!(forged_mistyped_and_early_links_look_alike, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    let other = core.secret.token(Purpose::SignIn, survey.invitation.0);
    for forged in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --AAAAAAAAAAA", &other] {
        assert!(matches!(open(core, forged).await, Err(Error::NotFound)), "{forged}");
        assert!(matches!(invited(core, forged).await, Err(Error::NotFound)), "{forged}");
    }
    survey.set_state(&t, "draft").await;
    assert!(matches!(open(core, token).await, Err(Error::NotFound)));
    assert_eq!(submit(core, token, "4", draw()).await.expect("answered"), Outcome::Closed);
});

both_engines!(stopping_stores_what_was_taken_in_and_takes_no_more, |t| {
    let survey = OpenSurvey::new(&t).await;
    let (core, token) = (&t.core, survey.token.as_str());
    let receipt = draw();
    assert_eq!(submit(core, token, "3", receipt).await.expect("submits"), Outcome::Stored(receipt));
    core.stop().await;
    assert!(matches!(submit(core, token, "3", receipt).await, Err(Error::Database(_))));
    assert_eq!(survey.sealed(&t).await.len(), 1);
});

both_engines!(what_a_person_has_to_answer_is_listed_until_it_is_answered, |t| {
    let survey = OpenSurvey::new(&t).await;
    let listed = waiting(&t.ctx).await.expect("reads");
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].title.en.as_str(), &listed[0].path), ("Autumn", &format!("/r/{}", survey.token)));
    submit(&t.core, &survey.token, "4", draw()).await.expect("submits");
    assert!(waiting(&t.ctx).await.expect("reads").is_empty());
});
