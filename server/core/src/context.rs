//! `Core` is the running product; `Ctx` is somebody using it. Every service takes a `Ctx` first and authorises there.

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{OrganisationId, PersonId},
    permission::{Grant, Reach, Right, reach},
};
use uuid::Uuid;

use crate::{
    clock::Clock,
    db::{Db, Tx},
    error::{Error, Missing, Problem, Result},
    idempotency::Reservation,
    intake::Intake,
    random::Random,
    respond::Respondents,
    secret::Secret,
};

/// What is configured and services need to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address that links in mails begin with, without a slash at the end.
    pub public_url: String,
    /// The sender of mails.
    pub mail_from: String,
    /// Whether mails go into a folder instead of a mail server, and administrators may read them in the browser.
    pub mails_kept: bool,
    /// Minutes east of UTC in which days begin; 210 is Tehran.
    pub utc_offset_minutes: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://localhost:8080".into(),
            mail_from: "Ayeneh <ayeneh@localhost>".into(),
            mails_kept: false,
            utc_offset_minutes: 210,
        }
    }
}

/// The parts the product is made of.
pub struct CoreParts {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The random source.
    pub random: Arc<dyn Random>,
    /// What links are made from.
    pub secret: Secret,
    /// Configuration.
    pub settings: Settings,
}

/// The running product; cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Running>);

struct Running {
    parts: CoreParts,
    /// Started by the first answer, because it needs the runtime.
    intake: OnceLock<Intake>,
    respondents: OnceLock<Respondents>,
}

impl std::ops::Deref for Core {
    type Target = CoreParts;
    fn deref(&self) -> &CoreParts {
        &self.0.parts
    }
}

impl Core {
    /// Puts the product together.
    pub fn new(parts: CoreParts) -> Self {
        Self(Arc::new(Running { parts, intake: OnceLock::new(), respondents: OnceLock::new() }))
    }

    /// The door to the sealed box.
    pub fn intake(&self) -> &Intake {
        self.0.intake.get_or_init(|| Intake::start(self.db.clone()))
    }

    /// Who may answer what, with the frozen questionnaires in memory.
    pub(crate) fn respondents(&self) -> &Respondents {
        self.0.respondents.get_or_init(|| Respondents::start(self.db.clone()))
    }

    /// Stores what was taken in, then ends what runs beside the requests. The last thing before closing the database.
    pub async fn stop(&self) {
        if let Some(intake) = self.0.intake.get() {
            intake.stop().await;
        }
        if let Some(respondents) = self.0.respondents.get() {
            respondents.stop().await;
        }
    }

    /// Milliseconds since 1970 in UTC.
    pub fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// A new random identifier.
    pub fn new_id(&self) -> Uuid {
        self.random.uuid()
    }
}

/// Somebody using the product: organisation, person, what the person may do, and in which language.
#[derive(Clone)]
pub struct Ctx {
    /// The running product.
    pub core: Core,
    /// The tenant.
    pub organisation: OrganisationId,
    /// The tenant's name.
    pub organisation_name: Bilingual,
    /// Whether the tenant's data were made by the demo generator; pages say so.
    pub invented: bool,
    /// Who acts.
    pub person: PersonId,
    /// The name of who acts.
    pub name: String,
    /// What roles were given.
    pub grants: Vec<Grant>,
    /// Of an API token: the rights it is limited to.
    pub scopes: Option<BTreeSet<Right>>,
    /// The language to answer in.
    pub locale: Locale,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Of a write of the API with an `Idempotency-Key`: its hold on the key.
    pub reservation: Option<Reservation>,
    /// Faults of the texts that came with the request, found where they came in. Nothing is written while there are any:
    /// so no service has to look for them, and none can forget to.
    pub faults: Vec<Problem>,
}

impl Ctx {
    /// The tenant's name in a language.
    pub fn organisation_name(&self, locale: Locale) -> String {
        self.organisation_name.get(locale).to_owned()
    }

    /// How far a right reaches for who acts.
    pub fn reach(&self, right: Right) -> Reach {
        match &self.scopes {
            Some(scopes) if !scopes.contains(&right) => Reach::Nothing,
            _ => reach(&self.grants, right),
        }
    }

    /// Whether who acts has the right anywhere.
    pub fn may(&self, right: Right) -> bool {
        self.reach(right) != Reach::Nothing
    }

    /// Demands a right anywhere and tells how far it reaches.
    ///
    /// # Errors
    /// [`Error::Refused`] without the right.
    pub fn require(&self, right: Right) -> Result<Reach> {
        match self.reach(right) {
            Reach::Nothing => Err(Error::Refused(Missing::Right(right))),
            reach => Ok(reach),
        }
    }

    /// Demands a right for the whole organisation.
    ///
    /// # Errors
    /// [`Error::Refused`] without it.
    pub fn require_everywhere(&self, right: Right) -> Result<()> {
        match self.reach(right) {
            Reach::Everything => Ok(()),
            _ => Err(Error::Refused(Missing::Everywhere(right))),
        }
    }

    /// Opens the transaction of a use case that writes. A write under an `Idempotency-Key` notes there first that it is
    /// done, in the same transaction: so it commits only if nobody has taken the key over, and nobody takes it over later.
    ///
    /// # Errors
    /// [`Error::Invalid`] where a text of the request cannot be kept; [`Error::Conflict`] if the key was taken over; the
    /// database's.
    pub async fn write(&self) -> Result<Tx> {
        if !self.faults.is_empty() {
            return Err(Error::Invalid(self.faults.clone()));
        }
        let mut tx = self.core.db.write().await?;
        if let Some(reservation) = &self.reservation {
            reservation.hold(&mut tx, self.organisation).await?;
        }
        Ok(tx)
    }

    /// Opens a transaction that only reads.
    ///
    /// # Errors
    /// The database's.
    pub async fn read(&self) -> Result<Tx> {
        Ok(self.core.db.read().await?)
    }
}
