//! Answering on both engines: what a link shows, that an answer is stored once, and who is refused.

use ayeneh_core::{
    Core, Error, Result, both_engines,
    intake::{Outcome, Receipt, seal},
    on_engine,
    random::SystemRandom,
    respond::{Opened, invited, open, path, waiting},
    secret::{Purpose, token_hash},
    testing::TestCore,
};
use ayeneh_domain::{
    answer::{Answers, check_form},
    bilingual::Locale,
    ids::InvitationId,
    people::Level,
    questionnaire::builtin::{self, Trust},
};
use uuid::Uuid;

const UNIT: Uuid = Uuid::from_u128(2);
const SURVEY: Uuid = Uuid::from_u128(3);
const QUESTIONNAIRE: Uuid = Uuid::from_u128(4);
const INVITATION: Uuid = Uuid::from_u128(6);

const ADD_QUESTIONNAIRE: &str = "INSERT INTO questionnaire (organisation_id, id, key, version, document, frozen_at) \
    VALUES ($1, $2, 'trust.employee', 1, $3, 0)";
const ADD_SURVEY: &str = "INSERT INTO survey (organisation_id, id, kind, state, title_fa, title_en, period, mode, rules, \
    promise_fa, promise_en, closes_on, created_at) VALUES ($1, $2, 'wave', 'open', 'پاییز', 'Autumn', '2026-11', \
    'confidential', '{}', 'قول', 'Promise', '2026-12-01', 0)";
const ADD_WORDING: &str = "INSERT INTO survey_questionnaire (organisation_id, survey_id, wording, questionnaire_id) \
    VALUES ($1, $2, 'employee', $3)";
const ADD_INVITATION: &str = "INSERT INTO invitation (organisation_id, id, survey_id, wording, side, person_id, \
    unit_id, level, tenure, token_hash) VALUES ($1, $2, $3, 'employee', 'employee', $4, $5, 'staff', '1_to_3', $6)";
const SET_STATE: &str = "UPDATE survey SET state = $3 WHERE organisation_id = $1 AND id = $2";

/// One open survey to which the test's person is invited.
async fn invite(t: &TestCore) {
    let organisation = t.ctx.organisation.0;
    let document = serde_json::to_string(builtin::trust(Trust::Employee)).expect("writes");
    let hash = token_hash(&token(&t.core));
    let mut tx = t.core.db.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| {
        let add = sqlx::query(ADD_QUESTIONNAIRE).bind(organisation).bind(QUESTIONNAIRE).bind(document);
        add.execute(&mut *c).await.expect("adds a questionnaire");
        sqlx::query(ADD_SURVEY).bind(organisation).bind(SURVEY).execute(&mut *c).await.expect("adds a survey");
        let add = sqlx::query(ADD_WORDING).bind(organisation).bind(SURVEY).bind(QUESTIONNAIRE);
        add.execute(&mut *c).await.expect("adds a wording");
        let add = sqlx::query(ADD_INVITATION).bind(organisation).bind(INVITATION).bind(SURVEY);
        let add = add.bind(t.ctx.person.0).bind(UNIT).bind(hash);
        add.execute(&mut *c).await.expect("adds an invitation");
    });
    tx.commit().await.expect("commits");
}

async fn set_state(t: &TestCore, state: &str) {
    let mut tx = t.core.db.write().await.expect("a transaction");
    let organisation = t.ctx.organisation.0;
    on_engine!(&mut tx, |c| sqlx::query(SET_STATE)
        .bind(organisation)
        .bind(SURVEY)
        .bind(state)
        .execute(c)
        .await
        .map(|_| ()))
    .expect("changes the state");
    tx.commit().await.expect("commits");
}

fn token(core: &Core) -> String {
    core.secret.token(Purpose::Invitation, INVITATION)
}

async fn submit(core: &Core, score: &str, receipt: Receipt) -> Result<Outcome> {
    let invited = invited(core, &token(core)).await?;
    let answers: Answers = check_form(&invited.questionnaire, [("reach.1", score)]).expect("right");
    invited.submit(core, answers, receipt).await
}

async fn sealed(core: &Core) -> Vec<Vec<u8>> {
    let mut tx = core.db.read().await.expect("reads");
    on_engine!(&mut tx, |c| sqlx::query_scalar("SELECT body FROM sealed_response").fetch_all(c).await).expect("reads")
}

fn draw() -> Receipt {
    Receipt::draw(&SystemRandom)
}

both_engines!(a_link_shows_what_is_asked_and_what_is_promised, |t| {
    invite(&t).await;
    let core = &t.core;
    let Opened::Ready(face, questionnaire) = open(core, &token(core)).await.expect("opens") else {
        panic!("not ready")
    };
    assert_eq!(face.organisation.en, "Narvan");
    assert_eq!((face.title.en.as_str(), face.promise.fa.as_str()), ("Autumn", "قول"));
    assert_eq!((face.closes_on.as_deref(), face.locale), (Some("2026-12-01"), Some(Locale::Fa)));
    assert!(face.subject.is_none() && !face.invented);
    assert_eq!(questionnaire.document().key, "trust.employee");
    assert_eq!(path(core, InvitationId(INVITATION)), format!("/r/{}", token(core)));
});

both_engines!(an_answer_is_stored_with_its_group_and_the_link_is_used_up, |t| {
    invite(&t).await;
    let core = &t.core;
    let receipt = draw();
    assert_eq!(submit(core, "4", receipt).await.expect("submits"), Outcome::Stored(receipt));
    let bodies = sealed(core).await;
    assert_eq!(bodies.len(), 1);
    let response = seal::open(&bodies[0]).expect("opens");
    assert_eq!(response.answers["reach.1"].score(), Some(4));
    assert_eq!(response.group.unit.0, UNIT);
    assert_eq!(response.group.level, Some(Level::Staff));
    assert!(matches!(open(core, &token(core)).await, Ok(Opened::Spent(_))));
});

both_engines!(a_hundred_equal_answers_at_once_are_stored_once_with_one_receipt, |t| {
    invite(&t).await;
    let core = &t.core;
    let receipt = draw();
    let sending: Vec<_> = (0..100)
        .map(|_| {
            let core = core.clone();
            tokio::spawn(async move { submit(&core, "5", receipt).await.expect("submits") })
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
    assert_eq!((stored, sealed(core).await.len()), (1, 1));
});

both_engines!(of_a_hundred_different_answers_at_once_one_is_stored_and_the_others_are_refused, |t| {
    invite(&t).await;
    let core = &t.core;
    let sending: Vec<_> = (0..100)
        .map(|n| {
            let core = core.clone();
            tokio::spawn(async move { submit(&core, &(n % 5 + 1).to_string(), draw()).await.expect("submits") })
        })
        .collect();
    let mut outcomes = Vec::new();
    for sent in sending {
        outcomes.push(sent.await.expect("ends"));
    }
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Stored(_))).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Spent).count(), 99);
    assert_eq!(sealed(core).await.len(), 1);
});

both_engines!(a_closed_survey_takes_nothing_but_still_knows_what_it_took, |t| {
    invite(&t).await;
    let core = &t.core;
    set_state(&t, "closed").await;
    assert_eq!(submit(core, "4", draw()).await.expect("answered"), Outcome::Closed);
    assert!(matches!(open(core, &token(core)).await, Ok(Opened::Closed(_))));
    set_state(&t, "open").await;
    let receipt = draw();
    assert_eq!(submit(core, "4", receipt).await.expect("submits"), Outcome::Stored(receipt));
    set_state(&t, "released").await;
    assert_eq!(submit(core, "4", receipt).await.expect("answered"), Outcome::AlreadyStored(receipt));
    assert_eq!(sealed(core).await.len(), 1);
});

both_engines!(forged_mistyped_and_early_links_look_alike, |t| {
    invite(&t).await;
    let core = &t.core;
    let other = core.secret.token(Purpose::SignIn, INVITATION);
    for forged in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --AAAAAAAAAAA", &other] {
        assert!(matches!(open(core, forged).await, Err(Error::NotFound)), "{forged}");
        assert!(matches!(invited(core, forged).await, Err(Error::NotFound)), "{forged}");
    }
    set_state(&t, "draft").await;
    assert!(matches!(open(core, &token(core)).await, Err(Error::NotFound)));
    assert_eq!(submit(core, "4", draw()).await.expect("answered"), Outcome::Closed);
});

both_engines!(stopping_stores_what_was_taken_in_and_takes_no_more, |t| {
    invite(&t).await;
    let core = &t.core;
    let receipt = draw();
    let sender = core.clone();
    let sending = tokio::spawn(async move { submit(&sender, "3", receipt).await });
    assert_eq!(sending.await.expect("ends").expect("stored"), Outcome::Stored(receipt));
    core.stop().await;
    assert!(matches!(submit(core, "3", receipt).await, Err(Error::Database(_))));
    assert_eq!(sealed(core).await.len(), 1);
});

both_engines!(what_a_person_has_to_answer_is_listed_until_it_is_answered, |t| {
    invite(&t).await;
    let listed = waiting(&t.ctx).await.expect("reads");
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].title.en.as_str(), &listed[0].path), ("Autumn", &format!("/r/{}", token(&t.core))));
    submit(&t.core, "4", draw()).await.expect("submits");
    assert!(waiting(&t.ctx).await.expect("reads").is_empty());
});
