//! Every page and form of the product in one table. What is not here does not exist; the test of rights walks it.

use crate::{
    answer, customers, cycles, gallery, home, linkage, mails, me, measures, people, plans, questionnaires, recognition,
    respond, results, routing::Route, scorecard, sign_in, stop, surveys, tokens,
};

/// All routes.
pub fn all() -> Vec<Route> {
    [
        answer::routes(),
        customers::routes(),
        cycles::routes(),
        gallery::routes(),
        home::routes(),
        linkage::routes(),
        mails::routes(),
        me::routes(),
        measures::routes(),
        people::routes(),
        plans::routes(),
        questionnaires::routes(),
        recognition::routes(),
        respond::routes(),
        results::routes(),
        scorecard::routes(),
        sign_in::routes(),
        stop::routes(),
        surveys::routes(),
        tokens::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
