//! Nothing is released while the order of arrival is still on the disk; what fails is tried again.

use ayeneh_core::{
    db::Db,
    on_engine, surveys,
    testing::{Engine, TestCore, closed_survey as made},
};
use ayeneh_domain::{
    questionnaire::Side,
    survey::{Kind, State},
};

#[tokio::test]
async fn a_log_that_somebody_reads_holds_the_release_up() {
    let t = TestCore::new(Engine::Sqlite).await;
    let unit = made::unit(&t.ctx, "north", None).await;
    let survey = made::survey(&t.ctx, Kind::Wave, "2026-11").await;
    let inside = made::group(Side::Employee, unit);
    made::seal(&t.ctx, survey, &made::responses(&inside, Kind::Wave, 10, |person, _| 3 + (person % 2) as u8)).await;
    let Db::Sqlite { writer, .. } = &t.core.db else { unreachable!("SQLite was asked for") };
    sqlx::query("PRAGMA busy_timeout = 1").execute(writer).await.expect("does not wait long");
    let mut reader = t.core.db.read().await.expect("a transaction");
    let _: i64 = on_engine!(&mut reader, |c| sqlx::query_scalar("SELECT count(*) FROM survey").fetch_one(c).await)
        .expect("holds the log");
    let state = async || surveys::find(&t.ctx, survey).await.expect("is there").0.state;
    assert_eq!(surveys::release_due(&t.core).await.expect("runs"), 1);
    assert_eq!(state().await, State::Closed, "not released while the log tells the order");
    drop(reader);
    assert_eq!(surveys::release_due(&t.core).await.expect("runs"), 1, "it is tried again");
    assert_eq!(state().await, State::Released);
}
