//! Sends what is due: takes a few mails at a time, sends them side by side, writes down what became of each.

use std::{collections::HashMap, sync::Arc, time::Duration};

use ayeneh_domain::ids::OrganisationId;
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
};
use uuid::Uuid;

use super::{
    facts::{Gathered, gather},
    message::message,
    render::render,
    rows::{ClaimedRow, FactsRow},
    store::{self, Settlement},
    transport::{CONNECTIONS, Sent, Transport},
};
use crate::{Core, Result};

/// So many mails are taken at a time, over all organisations.
const DESK: usize = 64;

/// After so many takings the other organisations are looked at again.
const LOOK_AROUND: usize = 16;

/// A taken mail that nobody settled is taken again after this time: its worker has died.
const LEASE_MS: i64 = 10 * 60_000;

/// How long to wait after the n-th try. After the last the mail has failed.
const WAITS_MS: [i64; 8] = [60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000];

/// How often to look for new mail.
const PAUSE: Duration = Duration::from_secs(1);

/// How long mails under way may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(8);

/// What one pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// Taken over by the mail server, or no longer needed.
    pub sent: usize,
    /// Addresses refused for good.
    pub refused: usize,
    /// To be tried again.
    pub waiting: usize,
    /// Given up.
    pub failed: usize,
}

/// A mail with its organisation, and how it ended; without a settlement it was not begun.
struct Ended {
    organisation: OrganisationId,
    id: Uuid,
    settlement: Option<Settlement>,
}

/// Sends until told to stop; then ends what is under way and puts the rest back.
pub async fn run(core: Core, transport: Transport, mut stop: watch::Receiver<bool>) {
    let mut desk = Desk::new(core, transport);
    while !*stop.borrow() {
        match desk.turn().await {
            Ok(Some(pass)) => count(pass),
            Ok(None) => pause(&mut stop).await,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read or written; mails wait");
                pause(&mut stop).await;
            }
        }
    }
    desk.clear().await;
}

/// Sends everything that is due now and returns what became of it; for the command line and tests.
///
/// # Errors
/// The database's; mails under way are then sent again later.
pub async fn deliver_due(core: &Core, transport: &Transport) -> Result<Pass> {
    let mut desk = Desk::new(core.clone(), transport.clone());
    let mut total = Pass::default();
    while let Some(pass) = desk.turn().await? {
        total.sent += pass.sent;
        total.refused += pass.refused;
        total.waiting += pass.waiting;
        total.failed += pass.failed;
    }
    desk.transport.close().await;
    Ok(total)
}

/// The mails that are under way, and those that ended and could not be written down yet.
struct Desk {
    core: Core,
    transport: Transport,
    under_way: JoinSet<Ended>,
    ended: Vec<Ended>,
    /// Organisations that may have more mail due.
    busy: Vec<OrganisationId>,
    /// How often mails were taken.
    takes: usize,
    lines: Arc<Semaphore>,
}

impl Desk {
    fn new(core: Core, transport: Transport) -> Self {
        Self {
            core,
            transport,
            under_way: JoinSet::new(),
            ended: Vec::new(),
            busy: Vec::new(),
            takes: 0,
            lines: Arc::new(Semaphore::new(CONNECTIONS)),
        }
    }

    /// Takes new mails if there is room, waits for at least one to end, writes down all that have. `None` if there was
    /// nothing to do.
    async fn turn(&mut self) -> Result<Option<Pass>> {
        if self.ended.is_empty() && self.under_way.len() <= DESK / 2 {
            self.take().await?;
        }
        if self.ended.is_empty() {
            self.ended.extend(self.under_way.join_next().await.and_then(std::result::Result::ok));
        }
        while let Some(more) = self.under_way.try_join_next() {
            self.ended.extend(more.ok());
        }
        if self.ended.is_empty() {
            return Ok(None);
        }
        self.settle().await.map(Some)
    }

    /// Fills the desk, with as much of each organisation, so that nobody's sign-in link waits behind another's survey.
    async fn take(&mut self) -> Result<()> {
        let now = self.core.now_ms();
        loop {
            let look = self.busy.is_empty() || self.takes.is_multiple_of(LOOK_AROUND);
            if look {
                let mut tx = self.core.db.read().await?;
                self.busy = store::organisations_with_due(&mut tx, now).await?;
            }
            self.takes = self.takes.wrapping_add(1);
            let room = DESK.saturating_sub(self.under_way.len());
            let share = i64::try_from(room / self.busy.len().max(1)).unwrap_or_default().max(1);
            for organisation in std::mem::take(&mut self.busy) {
                let taken = self.take_of(organisation, now, share).await?;
                if taken == share {
                    self.busy.push(organisation);
                }
            }
            if look || !self.under_way.is_empty() {
                return Ok(());
            }
        }
    }

    /// Begins up to `most` mails of an organisation and returns how many.
    async fn take_of(&mut self, organisation: OrganisationId, now: i64, most: i64) -> Result<i64> {
        let mut tx = self.core.db.write().await?;
        let claimed = store::claim(&mut tx, organisation, now, now + LEASE_MS, most).await?;
        let facts = store::facts_of_taken(&mut tx, organisation, now + LEASE_MS).await?;
        tx.commit().await?;
        let mut facts: HashMap<Uuid, FactsRow> = facts.into_iter().map(|row| (row.id, row)).collect();
        let mut taken = 0;
        for mail in claimed {
            let Some(row) = facts.remove(&mail.id) else { continue };
            let (core, transport, lines) = (self.core.clone(), self.transport.clone(), Arc::clone(&self.lines));
            self.under_way.spawn(async move {
                let settlement = match lines.acquire_owned().await {
                    Ok(_line) => Some(attempt(&core, &transport, &mail, &row).await),
                    Err(_) => None,
                };
                Ended { organisation, id: mail.id, settlement }
            });
            taken += 1;
        }
        Ok(taken)
    }

    /// Writes down what ended. If that fails, it is tried again before anything else is sent.
    async fn settle(&mut self) -> Result<Pass> {
        let mut pass = Pass::default();
        let now = self.core.now_ms();
        let mut tx = self.core.db.write().await?;
        for mail in &self.ended {
            let Some(settlement) = &mail.settlement else {
                store::give_back(&mut tx, mail.organisation, mail.id, now).await?;
                continue;
            };
            store::settle(&mut tx, mail.organisation, mail.id, settlement).await?;
            match settlement.state {
                "sent" => pass.sent += 1,
                "refused" => pass.refused += 1,
                "failed" => pass.failed += 1,
                _ => pass.waiting += 1,
            }
        }
        tx.commit().await?;
        self.ended.clear();
        Ok(pass)
    }

    /// Lets mails under way end for a while and puts back those not begun. What does not end in time is sent again
    /// when its lease ends.
    async fn clear(&mut self) {
        self.lines.close();
        let end = async {
            while let Some(done) = self.under_way.join_next().await {
                self.ended.extend(done.ok());
            }
        };
        if tokio::time::timeout(GRACE, end).await.is_err() {
            self.under_way.abort_all();
        }
        if let Err(error) = self.settle().await {
            tracing::warn!(%error, "sent mails could not be written down; they may be sent again");
        }
        self.transport.close().await;
    }
}

/// Sends one mail and decides what becomes of it.
async fn attempt(core: &Core, transport: &Transport, mail: &ClaimedRow, row: &FactsRow) -> Settlement {
    let now = core.now_ms();
    let sent = match prepare(core, mail, row) {
        Ok(Prepared::Message(message)) => transport.send(mail.id, *message).await,
        Ok(Prepared::Done) => Sent::Accepted,
        Ok(Prepared::Never(why)) => return end("failed", now, Some(why.to_owned())),
        Err(error) => {
            tracing::error!(mail = %mail.id, %error, "a mail cannot be made");
            return end("failed", now, Some("unreadable".to_owned()));
        }
    };
    match sent {
        Sent::Accepted => end("sent", now, None),
        Sent::Refused(why) => end("refused", now, Some(why)),
        Sent::Later(why) => match usize::try_from(mail.attempts - 1).ok().and_then(|tries| WAITS_MS.get(tries)) {
            Some(wait) => Settlement { state: "waiting", due_at: now + wait, error: Some(why), finished_at: None },
            None => end("failed", now, Some(why)),
        },
    }
}

enum Prepared {
    Message(Box<lettre::Message>),
    Done,
    Never(&'static str),
}

fn prepare(core: &Core, mail: &ClaimedRow, row: &FactsRow) -> Result<Prepared> {
    let (kind, locale, facts) = match gather(core, mail, row)? {
        Gathered::Send(kind, locale, facts) => (kind, locale, facts),
        Gathered::Done => return Ok(Prepared::Done),
        Gathered::Late(why) => return Ok(Prepared::Never(why)),
    };
    let words = render(kind, locale, &facts)?;
    let stop = facts.stop.as_ref().map(|stop| stop.link.as_str());
    Ok(match message(core, mail.id, &mail.recipient, &mail.address, words, stop) {
        Ok(message) => Prepared::Message(Box::new(message)),
        Err(_) => Prepared::Never("address"),
    })
}

const fn end(state: &'static str, now: i64, error: Option<String>) -> Settlement {
    Settlement { state, due_at: now, error, finished_at: Some(now) }
}

async fn pause(stop: &mut watch::Receiver<bool>) {
    tokio::select! {
        () = tokio::time::sleep(PAUSE) => {}
        _ = stop.changed() => {}
    }
}

fn count(pass: Pass) {
    metrics::counter!("ayeneh_mails_total", "state" => "sent").increment(pass.sent as u64);
    metrics::counter!("ayeneh_mails_total", "state" => "refused").increment(pass.refused as u64);
    metrics::counter!("ayeneh_mails_total", "state" => "waiting").increment(pass.waiting as u64);
    metrics::counter!("ayeneh_mails_total", "state" => "failed").increment(pass.failed as u64);
}
