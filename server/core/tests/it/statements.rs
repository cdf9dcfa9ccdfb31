//! Every statement of every store can be prepared on both engines: what the compiler cannot check for us.

use ayeneh_core::{both_engines, doors, intake, organisation, people, respond, sign_in};
use sqlx::{Executor, SqlSafeStr, Statement as _};

fn all() -> Vec<&'static str> {
    [
        doors::STATEMENTS,
        doors::respondent::STATEMENTS,
        intake::STATEMENTS,
        organisation::store::STATEMENTS,
        people::store::STATEMENTS,
        respond::STATEMENTS,
        sign_in::store::STATEMENTS,
    ]
    .concat()
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
