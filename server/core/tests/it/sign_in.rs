//! Signing in, staying in, and being let out.

use std::sync::atomic::{AtomicUsize, Ordering};

use ayeneh_core::{
    Core, Ctx, Error, Result, both_engines,
    doors::requests,
    mail, people,
    secret::Purpose,
    sign_in::{
        Argon, LinkPurpose, LinkState, Verify, answer_link_requests, bearer, choose_password, end_other_sessions,
        end_session, ensure_set_up_link, enter_with_link, link_state, open_sessions, password_with_link, request_link,
        resume, with_password, with_password_by,
    },
    testing::{organisation, session, set_password},
};

const HOUR_MS: i64 = 3_600_000;

both_engines!(a_password_opens_a_session_that_ends, |t| {
    set_password(&t.ctx, "a short sentence").await;
    let session = with_password(&t.core, " HR@narvan.example", "a short sentence").await.expect("signs in");
    let ctx = resume(&t.core, &session.token).await.expect("reads").expect("is signed in");
    assert_eq!((ctx.organisation, ctx.person), (t.ctx.organisation, t.ctx.person));
    end_session(&ctx, &session.token).await.expect("ends");
    assert!(resume(&t.core, &session.token).await.expect("reads").is_none());
});

both_engines!(wrong_password_and_unknown_address_sound_the_same, |t| {
    set_password(&t.ctx, "a short sentence").await;
    let mut said = Vec::new();
    for (email, password) in [("hr@narvan.example", "wrong"), ("nobody@narvan.example", "a short sentence"), ("", "")] {
        match with_password(&t.core, email, password).await {
            Err(Error::Invalid(problems)) => said.push(problems),
            other => panic!("{other:?}"),
        }
    }
    assert!(said.windows(2).all(|pair| pair[0] == pair[1]));
});

both_engines!(a_session_ends_without_use_and_after_two_weeks, |t| {
    set_password(&t.ctx, "a short sentence").await;
    let idle = with_password(&t.core, "hr@narvan.example", "a short sentence").await.expect("signs in");
    let used = with_password(&t.core, "hr@narvan.example", "a short sentence").await.expect("signs in");
    for _ in 0..15 {
        t.clock.advance(23 * HOUR_MS);
        let _ = resume(&t.core, &used.token).await.expect("reads");
    }
    assert!(resume(&t.core, &idle.token).await.expect("reads").is_none());
    assert!(resume(&t.core, &used.token).await.expect("reads").is_none(), "two weeks are the end in any case");
});

both_engines!(no_set_up_link_where_somebody_is_already, |t| {
    assert!(ensure_set_up_link(&t.core).await.expect("reads").is_none());
    assert!(bearer(&t.core, "x").await.expect("reads").is_none());
});

/// Verifies as usual and counts.
#[derive(Default)]
struct Counting(AtomicUsize);

impl Verify for Counting {
    async fn verify(&self, password: &str, hash: &str) -> Result<bool> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Argon.verify(password, hash).await
    }
}

async fn verifications(core: &Core, email: &str, password: &str) -> (usize, bool) {
    let counting = Counting::default();
    let entered = with_password_by(core, email, password, &counting).await.is_ok();
    (counting.0.load(Ordering::SeqCst), entered)
}

async fn set_active(ctx: &Ctx, active: bool) {
    let mut tx = ctx.write().await.expect("a transaction");
    people::store::set_active(&mut tx, ctx.organisation, ctx.person, active).await.expect("is kept");
    tx.commit().await.expect("commits");
}

both_engines!(every_try_verifies_once_whatever_the_address, |t| {
    let known = "hr@narvan.example";
    assert_eq!(verifications(&t.core, known, "a short sentence").await, (1, false), "nobody chose a password yet");
    set_password(&t.ctx, "a short sentence").await;
    assert_eq!(verifications(&t.core, known, "a short sentence").await, (1, true));
    for (email, password) in
        [(known, "wrong"), ("nobody@narvan.example", "a short sentence"), ("no address", ""), ("", "")]
    {
        assert_eq!(verifications(&t.core, email, password).await, (1, false), "{email}");
    }
    set_active(&t.ctx, false).await;
    assert_eq!(verifications(&t.core, known, "a short sentence").await, (1, false), "has left");
});

both_engines!(an_address_of_several_organisations_has_a_bounded_price, |t| {
    set_password(&t.ctx, "sentence number 0").await;
    for number in 1..5 {
        t.clock.advance(1);
        let ctx = organisation(&t.core, "hr@narvan.example").await;
        set_password(&ctx, &format!("sentence number {number}")).await;
    }
    for (password, lets_in) in
        [("sentence number 0", true), ("sentence number 2", true), ("sentence number 3", false), ("wrong", false)]
    {
        assert_eq!(verifications(&t.core, "hr@narvan.example", password).await, (3, lets_in), "{password}");
    }
});

/// Changes something while a password is being verified.
struct Meanwhile<'a>(&'a Ctx, Option<&'a str>);

impl Verify for Meanwhile<'_> {
    async fn verify(&self, password: &str, hash: &str) -> Result<bool> {
        // With the transaction of the sign-in open, SQLite's one writer would not come free.
        match self.1 {
            Some(other) => set_password(self.0, other).await,
            None => set_active(self.0, false).await,
        }
        Argon.verify(password, hash).await
    }
}

both_engines!(what_changes_while_a_password_is_verified_counts, |t| {
    set_password(&t.ctx, "a short sentence").await;
    let (replaced, gone) = (Meanwhile(&t.ctx, Some("another sentence")), Meanwhile(&t.ctx, None));
    let other = with_password_by(&t.core, "hr@narvan.example", "a short sentence", &replaced).await;
    assert!(matches!(other, Err(Error::Invalid(_))), "the password was replaced meanwhile");
    let left = with_password_by(&t.core, "hr@narvan.example", "another sentence", &gone).await;
    assert!(matches!(left, Err(Error::Invalid(_))), "the person left meanwhile");
});

async fn wishes(core: &Core) -> Vec<(String, String)> {
    let rows = requests::waiting(&mut core.db.read().await.expect("a transaction")).await.expect("reads");
    rows.into_iter().map(|row| (row.email, row.purpose)).collect()
}

async fn mails(ctx: &Ctx) -> Vec<mail::Delivery> {
    mail::latest(ctx, 10, 0).await.expect("mails")
}

both_engines!(asking_for_a_link_writes_the_same_for_known_and_unknown, |t| {
    for purpose in [LinkPurpose::SignIn, LinkPurpose::Password] {
        for email in ["hr@narvan.example", "nobody@sepand.example"] {
            let before = wishes(&t.core).await.len();
            request_link(&t.core, email, purpose).await.expect("asks");
            assert_eq!(wishes(&t.core).await.len(), before + 1, "{email}");
            assert!(mails(&t.ctx).await.is_empty(), "nothing is looked up while somebody waits");
        }
    }
    assert!(matches!(request_link(&t.core, "no address", LinkPurpose::SignIn).await, Err(Error::Invalid(_))));
    assert_eq!(answer_link_requests(&t.core).await.expect("answers"), 4);
    assert_eq!(mails(&t.ctx).await.len(), 2, "a mail for each wish of the one who is known");
    assert_eq!(answer_link_requests(&t.core).await.expect("answers"), 0);
    request_link(&t.core, " HR@Narvan.example", LinkPurpose::SignIn).await.expect("asks");
    t.clock.advance(20 * 60_000);
    answer_link_requests(&t.core).await.expect("answers");
    assert_eq!((mails(&t.ctx).await.len(), wishes(&t.core).await.len()), (2, 0), "a wish of long ago is dropped");
});

async fn link(t: &ayeneh_core::testing::TestCore, purpose: LinkPurpose) -> String {
    t.clock.advance(1);
    request_link(&t.core, "hr@narvan.example", purpose).await.expect("asks");
    answer_link_requests(&t.core).await.expect("answers");
    t.core.secret.token(Purpose::SignIn, mails(&t.ctx).await[0].id)
}

both_engines!(a_link_does_its_own_work_once, |t| {
    let enters = link(&t, LinkPurpose::SignIn).await;
    assert_eq!(link_state(&t.core, &enters).await.expect("reads"), LinkState::Good(LinkPurpose::SignIn));
    assert!(matches!(password_with_link(&t.core, &enters, "a short sentence").await, Err(Error::NotFound)));
    enter_with_link(&t.core, &enters).await.expect("enters");
    assert!(matches!(enter_with_link(&t.core, &enters).await, Err(Error::NotFound)));
    assert_eq!(link_state(&t.core, &enters).await.expect("reads"), LinkState::Used);
    assert_eq!(link_state(&t.core, "forged").await.expect("reads"), LinkState::Unknown);

    let (sets, unused) = (link(&t, LinkPurpose::Password).await, link(&t, LinkPurpose::SignIn).await);
    assert!(matches!(enter_with_link(&t.core, &sets).await, Err(Error::NotFound)), "it is not for this");
    assert!(matches!(password_with_link(&t.core, &sets, "short").await, Err(Error::Invalid(_))));
    password_with_link(&t.core, &sets, "a short sentence").await.expect("chooses");
    assert_eq!(link_state(&t.core, &sets).await.expect("reads"), LinkState::Used);
    assert_eq!(link_state(&t.core, &unused).await.expect("reads"), LinkState::Unknown, "a new password voids it");
    with_password(&t.core, "hr@narvan.example", "a short sentence").await.expect("signs in");

    let old = link(&t, LinkPurpose::SignIn).await;
    set_active(&t.ctx, false).await;
    assert_eq!(link_state(&t.core, &old).await.expect("reads"), LinkState::Unknown);
    assert!(matches!(enter_with_link(&t.core, &old).await, Err(Error::NotFound)), "has left");
    set_active(&t.ctx, true).await;
    t.clock.advance(20 * 60_000);
    assert_eq!(link_state(&t.core, &old).await.expect("reads"), LinkState::Expired);
});

both_engines!(a_password_is_chosen_with_the_current_one_and_ends_other_sessions, |t| {
    let first = session(&t.ctx).await;
    let second = choose_password(&t.ctx, "", "the first sentence").await.expect("needs none where there is none");
    assert!(resume(&t.core, &first.token).await.expect("reads").is_none());
    for (current, next) in
        [("", "the second sentence"), ("wrong", "the second sentence"), ("the first sentence", "short")]
    {
        assert!(matches!(choose_password(&t.ctx, current, next).await, Err(Error::Invalid(_))), "{current}");
    }
    assert!(resume(&t.core, &second.token).await.expect("reads").is_some());
    choose_password(&t.ctx, "the first sentence", "the second sentence").await.expect("chooses");
    assert!(resume(&t.core, &second.token).await.expect("reads").is_none());
    with_password(&t.core, "hr@narvan.example", "the second sentence").await.expect("signs in");
});

both_engines!(sessions_are_told_and_others_ended, |t| {
    let (old, own) = (session(&t.ctx).await, session(&t.ctx).await);
    let stranger = organisation(&t.core, "hr@sepand.example").await;
    session(&stranger).await;
    t.clock.advance(2 * HOUR_MS);
    let _ = resume(&t.core, &own.token).await.expect("reads");
    let told = open_sessions(&t.ctx, &own.token).await.expect("reads");
    assert_eq!(told.iter().map(|session| session.own).collect::<Vec<_>>(), [true, false]);
    assert!(told[0].used_at > told[1].used_at && told[0].begun_at == told[1].begun_at);
    t.clock.advance(23 * HOUR_MS);
    assert_eq!(open_sessions(&t.ctx, &own.token).await.expect("reads").len(), 1, "the unused one has ended");
    let third = session(&t.ctx).await;
    end_other_sessions(&t.ctx, &own.token).await.expect("ends");
    assert!(resume(&t.core, &own.token).await.expect("reads").is_some());
    for ended in [&old.token, &third.token] {
        assert!(resume(&t.core, ended).await.expect("reads").is_none());
    }
    assert_eq!(open_sessions(&stranger, "").await.expect("reads").len(), 0, "too long unused");
});
