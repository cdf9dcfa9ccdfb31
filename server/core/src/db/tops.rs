//! Statements about some units and everything below them: how far a right reaches, in SQL.
//!
//! A statement is written for one unit at the top and is valid SQL as it stands. Most rights have one top; for more,
//! only its placeholder is repeated here, never a value.

use ayeneh_domain::ids::UnitId;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

/// A statement that begins with `below (id)`: the units of the placeholder `$tops`, which must be its last one, and all
/// units under them. `$1` is the organisation.
macro_rules! below {
    ($tops:literal, $rest:literal) => {
        concat!(
            "WITH RECURSIVE below (id) AS (SELECT id FROM unit WHERE organisation_id = $1 AND id IN (",
            $tops,
            ") UNION SELECT u.id FROM unit u JOIN below b ON u.parent_id = b.id WHERE u.organisation_id = $1) ",
            $rest
        )
    };
}
pub(crate) use below;

/// The statement for these tops. `last` is the placeholder as it stands in the SQL, e.g. `$4`.
pub fn below_all(statement: &'static str, last: &str, tops: &[UnitId]) -> SqlStr {
    let first: usize = last.trim_start_matches('$').parse().unwrap_or(1);
    let all: Vec<String> = (first..first + tops.len().max(1)).map(|number| format!("${number}")).collect();
    AssertSqlSafe(statement.replacen(&format!("({last})"), &format!("({})", all.join(", ")), 1)).into_sql_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_placeholder_is_repeated() {
        const STATEMENT: &str = below!("$2", "SELECT 1 FROM below");
        let unit = UnitId(uuid::Uuid::nil());
        assert_eq!(below_all(STATEMENT, "$2", &[unit]).as_str(), STATEMENT);
        assert!(below_all(STATEMENT, "$2", &[unit; 3]).as_str().contains(" id IN ($2, $3, $4) UNION "));
    }
}
