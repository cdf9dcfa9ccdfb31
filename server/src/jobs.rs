//! What happens by itself while the server runs: closing on the date, releasing what is closed, the daily
//! count, and forgetting the keys of repeats after a day.
//!
//! Every job may run at any time, as often as it likes and on several servers at once; so a minute's pause is no
//! schedule but only patience.

use std::time::Duration;

use ayeneh_core::{Core, cycles, idempotency, sign_in, surveys};
use tokio::sync::watch;

const PAUSE: Duration = Duration::from_secs(60);

/// Somebody waits at the sign-in page for the link.
const LINK_PAUSE: Duration = Duration::from_secs(1);

/// Runs the jobs until told to stop; one under way is finished first.
pub async fn run(core: Core, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        turn(&core).await;
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Answers those who asked for a sign-in link, until told to stop.
pub async fn run_links(core: Core, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = sign_in::answer_link_requests(&core).await {
            tracing::warn!(%error, "sign-in links cannot be made; they are tried again in a second");
        }
        tokio::select! {
            () = tokio::time::sleep(LINK_PAUSE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Every job once. One that fails is told to the log and stops no other.
async fn turn(core: &Core) {
    let done = [
        ("close", surveys::close_due(core).await),
        ("release", surveys::release_due(core).await),
        ("count participation", surveys::count_participation(core).await),
        ("count ratings", cycles::count_progress(core).await),
        ("end nominating", cycles::advance_due(core).await),
        ("forget old keys", idempotency::forget_old(core).await),
    ];
    for (job, result) in done {
        match result {
            Ok(0) => {}
            Ok(count) => tracing::info!(job, count, "done"),
            Err(error) => tracing::warn!(job, %error, "failed; it is tried again in a minute"),
        }
    }
}
