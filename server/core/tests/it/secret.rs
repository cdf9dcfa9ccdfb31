//! Secret and database belong together: a lost or exchanged one is noticed, and replacing it is told and whole.

use ayeneh_core::{
    both_engines, doors, on_engine,
    secret::{
        Purpose, Secret,
        fingerprint::{self, Standing},
    },
    testing::{OpenSurvey, TestCore},
};

async fn standing(t: &TestCore, secret: Option<&Secret>) -> Standing {
    let mut tx = t.core.db.read().await.expect("a transaction");
    fingerprint::standing(&mut tx, secret).await.expect("reads")
}

async fn keep(t: &TestCore, secret: &Secret) -> Standing {
    let mut tx = t.core.db.write().await.expect("a transaction");
    let standing = fingerprint::keep(&mut tx, secret).await.expect("keeps");
    tx.commit().await.expect("commits");
    standing
}

both_engines!(the_first_secret_is_the_databases, |t| {
    let (ours, other) = (Secret::new([7; 32]), Secret::new([8; 32]));
    assert_eq!(standing(&t, Some(&ours)).await, Standing::New, "a database of before");
    assert_eq!(standing(&t, None).await, Standing::Missing, "whoever made an organisation had a secret");
    assert_eq!(keep(&t, &ours).await, Standing::Ours);
    assert_eq!(keep(&t, &other).await, Standing::Foreign, "the second server learns that it is not the first");
    assert_eq!(standing(&t, Some(&ours)).await, Standing::Ours);
    assert_eq!(standing(&t, Some(&other)).await, Standing::Foreign);
    assert_eq!(standing(&t, None).await, Standing::Missing);
});

both_engines!(a_replaced_secret_makes_links_anew_and_what_was_used_stays_used, |t| {
    const SPEND: &str = "INSERT INTO spent_token (organisation_id, survey_id, token_hash) \
         SELECT organisation_id, survey_id, token_hash FROM invitation WHERE organisation_id = $1";
    const SPENT: &str = "SELECT count(*) FROM spent_token s JOIN invitation i ON i.survey_id = s.survey_id \
         AND i.token_hash = s.token_hash AND i.organisation_id = s.organisation_id";
    let survey = OpenSurvey::new(&t).await;
    let (old, new) = (Secret::new([7; 32]), Secret::new([8; 32]));
    keep(&t, &old).await;
    let mut tx = t.core.db.write().await.expect("a transaction");
    on_engine!(&mut tx, |c| sqlx::query(SPEND).bind(t.ctx.organisation.0).execute(c).await.map(|_| ())).expect("adds");
    assert_eq!(fingerprint::replace(&mut tx, &new).await.expect("replaces"), 1);
    tx.commit().await.expect("commits");
    assert_eq!(standing(&t, Some(&new)).await, Standing::Ours);
    assert_eq!(standing(&t, Some(&old)).await, Standing::Foreign);
    let mut tx = t.core.db.read().await.expect("a transaction");
    assert_eq!(doors::invitation(&mut tx, &survey.token).await.expect("reads"), None);
    let token = new.token(Purpose::Invitation, survey.invitation.0);
    let opened = doors::invitation(&mut tx, &token).await.expect("reads");
    assert_eq!(opened, Some((t.ctx.organisation, survey.invitation)));
    let spent: i64 = on_engine!(&mut tx, |c| sqlx::query_scalar(SPENT).fetch_one(c).await).expect("counts");
    assert_eq!(spent, 1, "nobody answers twice");
});

both_engines!(a_database_of_before_knows_its_secret_by_its_links, |t| {
    OpenSurvey::new(&t).await;
    assert_eq!(standing(&t, Some(&t.core.secret)).await, Standing::New, "this one opens them");
    let other = Secret::new([9; 32]);
    assert_eq!(standing(&t, Some(&other)).await, Standing::Foreign);
    assert_eq!(keep(&t, &other).await, Standing::Ours, "who replaces it says so first");
});
