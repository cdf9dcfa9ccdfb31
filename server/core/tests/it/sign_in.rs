//! Signing in, staying in, and being let out.

use ayeneh_core::{
    Error, both_engines,
    sign_in::{bearer, end_session, ensure_set_up_link, resume, with_password},
    testing::set_password,
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
