//! Every statement of every store can be prepared on both engines: what the compiler cannot check for us.

use ayeneh_core::both_engines;
use sqlx::{Executor, SqlSafeStr, Statement as _};

fn all() -> Vec<&'static str> {
    [
        ayeneh_core::customers::store::STATEMENTS,
        ayeneh_core::cycles::choices::STATEMENTS,
        &ayeneh_core::cycles::store::STATEMENTS.concat(),
        ayeneh_core::cycles::talk_store::STATEMENTS,
        ayeneh_core::demo::store::STATEMENTS,
        ayeneh_core::doors::STATEMENTS,
        ayeneh_core::doors::cycles::STATEMENTS,
        ayeneh_core::doors::keys::STATEMENTS,
        ayeneh_core::doors::requests::STATEMENTS,
        ayeneh_core::doors::respondent::STATEMENTS,
        ayeneh_core::doors::surveys::STATEMENTS,
        ayeneh_core::home::store::STATEMENTS,
        ayeneh_core::idempotency::store::STATEMENTS,
        ayeneh_core::import::STATEMENTS,
        ayeneh_core::intake::STATEMENTS,
        ayeneh_core::mail::STATEMENTS,
        ayeneh_core::measures::store::STATEMENTS,
        ayeneh_core::organisation::store::STATEMENTS,
        &ayeneh_core::people::store::STATEMENTS.concat(),
        ayeneh_core::release::STATEMENTS,
        ayeneh_core::respond::STATEMENTS,
        ayeneh_core::results::store::STATEMENTS,
        ayeneh_core::results::MEASURED_STATEMENTS,
        ayeneh_core::scorecard::store::STATEMENTS,
        ayeneh_core::secret::fingerprint::STATEMENTS,
        ayeneh_core::sign_in::store::STATEMENTS,
        ayeneh_core::stop::store::STATEMENTS,
        &ayeneh_core::surveys::store::STATEMENTS.concat(),
        ayeneh_core::tokens::store::STATEMENTS,
        &many(),
    ]
    .concat()
}

/// Statements for many rows, as they are for two.
fn many() -> Vec<&'static str> {
    let all = [ayeneh_core::customers::store::MANY, ayeneh_core::people::store::MANY].concat();
    all.into_iter().map(|statement| statement.text(1)).collect()
}

both_engines!(every_statement_can_be_prepared, |t| {
    for statement in all() {
        let mut tx = t.core.db.write().await.expect("a transaction");
        let prepared = ayeneh_core::on_engine!(&mut tx, |c| c
            .prepare(statement.into_sql_str())
            .await
            .map(|prepared| prepared.parameters().is_some()));
        assert!(prepared.is_ok(), "{statement}\n{prepared:?}");
    }
});
