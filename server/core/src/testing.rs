//! What tests of any crate stand on: the product on either engine, with a clock and a random source of the test's own.
//!
//! A test that takes an engine runs on both; see [`both_engines!`]. PostgreSQL's address comes from
//! `AYENEH_TEST_POSTGRES`; without it such tests fail, they are never skipped.

pub mod closed_survey;
mod open_survey;

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use ayeneh_domain::{
    bilingual::{Bilingual, Locale},
    ids::{OrganisationId, PersonId},
};
use sqlx::{Connection, PgConnection};

pub use self::open_survey::OpenSurvey;

use crate::{
    Core, CoreParts, Ctx, Settings,
    clock::MockClock,
    db::{self, Db},
    organisation::{Founder, found},
    people,
    random::SeededRandom,
    secret::Secret,
    sign_in,
};

/// 21 November 2026, 08:00 UTC: a Saturday, the first day of a Persian week.
pub const START_MS: i64 = 1_795_248_000_000;

/// Which engine a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of its own on the server of `AYENEH_TEST_POSTGRES`.
    Postgres,
}

/// The product for one test. What it made on disk or server goes when it is dropped by the test runner's clean-up.
pub struct TestCore {
    /// The product.
    pub core: Core,
    /// Its clock.
    pub clock: Arc<MockClock>,
    /// An organisation with one person, who is administrator and HR.
    pub ctx: Ctx,
    folder: std::path::PathBuf,
}

impl Drop for TestCore {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's folder for temporary files and does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl TestCore {
    /// A fresh product on an engine.
    pub async fn new(engine: Engine) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("ayeneh_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let folder = std::env::temp_dir().join(&name);
        let db = match engine {
            Engine::Sqlite => db::open(&format!("sqlite://{}/ayeneh.db", folder.display())).await.expect("opens"),
            Engine::Postgres => fresh_postgres(&name).await,
        };
        db.migrate().await.expect("the schema is made");
        let clock = Arc::new(MockClock::at(START_MS));
        let core = Core::new(CoreParts {
            db,
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(7)),
            secret: Secret::new([7; 32]),
            settings: Settings::default(),
        });
        let ctx = organisation(&core, "hr@narvan.example").await;
        Self { core, clock, ctx, folder }
    }
}

/// Another organisation with one person, who is administrator and HR.
pub async fn organisation(core: &Core, email: &str) -> Ctx {
    let founder = Founder { name: "شیرین شریفی".into(), email: email.into(), locale: Locale::Fa };
    let mut tx = core.db.write().await.expect("a transaction");
    let (organisation, person) =
        found(core, &mut tx, &Bilingual::new("نارون", "Narvan"), &founder).await.expect("an organisation");
    tx.commit().await.expect("commits");
    acting_as(core, organisation, person).await
}

/// Somebody acting, as after sign-in.
pub async fn acting_as(core: &Core, organisation: OrganisationId, person: PersonId) -> Ctx {
    let mut tx = core.db.write().await.expect("a transaction");
    let grants = people::store::grants(&mut tx, organisation, person).await.expect("grants");
    let found = people::store::person(&mut tx, organisation, person).await.expect("reads").expect("is there");
    let tenant = crate::organisation::store::find(&mut tx, organisation).await.expect("reads").expect("is there");
    Ctx {
        core: core.clone(),
        organisation,
        organisation_name: tenant.name,
        invented: tenant.invented,
        person,
        name: found.name,
        grants,
        scopes: None,
        locale: found.locale,
        theme: found.theme,
        reservation: None,
        faults: Vec::new(),
    }
}

/// Gives somebody a password, the quick way.
pub async fn set_password(ctx: &Ctx, password: &str) {
    let hash = sign_in::hash_password(&*ctx.core.random, password.to_owned()).await.expect("hashes");
    let mut tx = ctx.write().await.expect("a transaction");
    people::store::set_password(&mut tx, ctx.organisation, ctx.person, &hash).await.expect("is kept");
    tx.commit().await.expect("commits");
}

/// Signs somebody in without any password, the quick way.
pub async fn session(ctx: &Ctx) -> sign_in::NewSession {
    let mut tx = ctx.write().await.expect("a transaction");
    let session = sign_in::begin(&ctx.core, &mut tx, (ctx.organisation, ctx.person)).await.expect("a session");
    tx.commit().await.expect("commits");
    session
}

async fn fresh_postgres(name: &str) -> Db {
    let server = std::env::var("AYENEH_TEST_POSTGRES")
        .expect("AYENEH_TEST_POSTGRES names a PostgreSQL server for tests; cargo xtask test starts one");
    let mut connection = PgConnection::connect(&server).await.expect("the PostgreSQL server answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    // A database of an earlier run with the same process number would bring its rows with it.
    let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    sqlx::query(drop).execute(&mut connection).await.expect("drops");
    sqlx::query(create).execute(&mut connection).await.expect("creates");
    let address = match server.rsplit_once('/') {
        Some((start, _)) => format!("{start}/{name}"),
        None => panic!("AYENEH_TEST_POSTGRES must end with a database name"),
    };
    db::open(&address).await.expect("opens")
}

/// Makes two tests of one: `both_engines!(name, |t| { … })` with `t` a [`TestCore`].
#[macro_export]
macro_rules! both_engines {
    ($(#[$doc:meta])* $name:ident, |$t:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "a test need not use everything its file imports")]
            use super::*;

            $(#[$doc])*
            async fn check($t: $crate::testing::TestCore) $body

            #[tokio::test]
            async fn sqlite() {
                check($crate::testing::TestCore::new($crate::testing::Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                check($crate::testing::TestCore::new($crate::testing::Engine::Postgres).await).await;
            }
        }
    };
}
