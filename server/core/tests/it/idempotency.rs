//! Keys of repeats: what happens when a request stops half way, comes twice at once, or is asked for a day later.

use ayeneh_core::{
    Ctx, Error, both_engines,
    idempotency::{Attempt, Reservation, begin, finish, forget_old},
    testing::TestCore,
};
use ayeneh_domain::ids::TokenId;

const MINUTE_MS: i64 = 60_000;

async fn attempt(t: &TestCore, request: &[u8]) -> Result<Attempt, Error> {
    begin(&t.ctx, TokenId(uuid::Uuid::nil()), "k", request).await
}

/// The hold of who is first, and somebody acting under it.
async fn first(t: &TestCore) -> (Reservation, Ctx) {
    let Ok(Attempt::First(reservation)) = attempt(t, b"request").await else { panic!("is the first") };
    (reservation.clone(), Ctx { reservation: Some(reservation), ..t.ctx.clone() })
}

fn is_conflict<T: std::fmt::Debug>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Conflict(_)))
}

both_engines!(a_repeat_gets_the_first_answer, |t| {
    let (reservation, ctx) = first(&t).await;
    assert!(is_conflict(&attempt(&t, b"request").await), "the first is at work");
    assert!(matches!(attempt(&t, b"another").await, Err(Error::Invalid(_))));
    ctx.write().await.expect("a transaction").commit().await.expect("commits");
    finish(&ctx, &reservation, 201, "made").await.expect("keeps");
    let again = attempt(&t, b"request").await.expect("repeats");
    assert_eq!(again, Attempt::Repeat { status: 201, body: "made".into() });
});

both_engines!(taking_over_never_doubles_the_work, |t| {
    let (slow, slow_ctx) = first(&t).await;
    t.clock.advance(MINUTE_MS);
    assert!(is_conflict(&attempt(&t, b"request").await), "a minute is not too long");
    t.clock.advance(1);
    let (next, next_ctx) = first(&t).await;
    // The slow one wakes up: it can neither write nor answer for the one that took over.
    assert!(is_conflict(&slow_ctx.write().await));
    finish(&slow_ctx, &slow, 201, "slow").await.expect("changes nothing");
    assert!(is_conflict(&attempt(&t, b"request").await), "the next is at work");
    next_ctx.write().await.expect("a transaction").commit().await.expect("commits");
    finish(&next_ctx, &next, 201, "next").await.expect("keeps");
    let again = attempt(&t, b"request").await.expect("repeats");
    assert_eq!(again, Attempt::Repeat { status: 201, body: "next".into() });
});

both_engines!(work_that_was_done_is_not_done_again_though_its_answer_is_lost, |t| {
    let (reservation, ctx) = first(&t).await;
    ctx.write().await.expect("a transaction").commit().await.expect("commits");
    t.clock.advance(10 * MINUTE_MS);
    assert!(is_conflict(&attempt(&t, b"request").await));
    // Nor where the answer would ask to try again.
    finish(&ctx, &reservation, 503, "").await.expect("keeps");
    assert!(is_conflict(&attempt(&t, b"request").await));
});

both_engines!(work_that_was_not_done_may_be_tried_again, |t| {
    let (reservation, ctx) = first(&t).await;
    drop(ctx.write().await.expect("a transaction"));
    finish(&ctx, &reservation, 503, "").await.expect("gives free");
    first(&t).await;
});

both_engines!(keys_are_forgotten_after_a_day, |t| {
    let (reservation, ctx) = first(&t).await;
    finish(&ctx, &reservation, 422, "wrong").await.expect("keeps");
    t.clock.advance(24 * 60 * MINUTE_MS);
    assert_eq!(forget_old(&t.core).await.expect("runs"), 0);
    t.clock.advance(1);
    assert_eq!(forget_old(&t.core).await.expect("runs"), 1);
    first(&t).await;
});
