//! The command line as an administrator meets it: the binary itself, in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{Connection, PgConnection};

/// A folder and a database, both taken away at the end.
struct Place {
    folder: PathBuf,
    database: String,
    postgres: Option<String>,
}

impl Place {
    fn sqlite() -> Self {
        Self { folder: folder(), database: "sqlite://data/ayeneh.db".into(), postgres: None }
    }

    async fn postgres() -> Self {
        let server = std::env::var("AYENEH_TEST_POSTGRES").expect("AYENEH_TEST_POSTGRES names a server for tests");
        let folder = folder();
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name").replace('-', "_");
        let mut connection = PgConnection::connect(&server).await.expect("the PostgreSQL server answers");
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::query(create).execute(&mut connection).await.expect("creates");
        let (start, _) = server.rsplit_once('/').expect("ends with a database name");
        Self { folder, database: format!("{start}/{name}"), postgres: Some(name) }
    }

    /// Runs the binary with these settings beside the database's.
    fn run(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ayeneh"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AYENEH_")) {
            command.env_remove(name);
        }
        command
            .current_dir(&self.folder)
            .env("AYENEH_DATABASE_URL", &self.database)
            .env("AYENEH_LISTEN", "127.0.0.1:0");
        command.args(arguments).envs(settings.iter().copied()).output().expect("the binary runs")
    }

    /// Makes an organisation with its administrator.
    fn found(&self, settings: &[(&str, &str)]) -> Output {
        let arguments = [
            "admin",
            "create",
            "--name-fa",
            "نارون",
            "--name-en",
            "Narvan",
            "--person",
            "Sara",
            "--email",
            "hr@narvan.example",
        ];
        self.run(&arguments, &[settings, &[("AYENEH_ADMIN_PASSWORD", "long enough words")]].concat())
    }

    fn token(&self, settings: &[(&str, &str)]) -> Output {
        self.run(&["token", "create", "--email", "hr@narvan.example", "--name", "test"], settings)
    }

    fn secret(&self) -> PathBuf {
        self.folder.join("data/secret.key")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's folder for temporary files and does no harm.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::SeqCst);
    let folder = std::env::temp_dir().join(format!("ayeneh-command-{}-{number}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[track_caller]
fn works(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What was said to somebody whose command was refused.
#[track_caller]
fn refused(output: &Output) -> String {
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!output.status.success(), "{said}");
    said
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().display().to_string());
        found.extend(files(&entry.path()));
    }
    found.sort();
    found
}

fn a_secret_is_never_replaced_in_silence(place: &Place) {
    works(&place.found(&[]));
    works(&place.token(&[]));
    let kept = fs::read(place.secret()).expect("was made");
    fs::remove_file(place.secret()).expect("is lost");
    for arguments in [
        &["serve"][..],
        &["token", "create", "--email", "hr@narvan.example", "--name", "test"],
        &["import", "people", "x.csv", "--email", "hr@narvan.example"],
    ] {
        let said = refused(&place.run(arguments, &[]));
        assert!(said.contains("missing") && said.contains("backup"), "{arguments:?} {said}");
    }
    assert!(!place.secret().exists(), "no other one was made");
    let told = refused(&place.run(&["doctor"], &[]));
    assert!(told.contains("WRONG  secret") && told.contains("missing"), "{told}");

    // A second server with a secret of its own.
    fs::write(place.secret(), [9; 32]).expect("writes");
    let said = refused(&place.run(&["serve"], &[]));
    assert!(said.contains("not the one") && said.contains("AYENEH_SECRET_FILE"), "{said}");
    assert!(refused(&place.run(&["doctor"], &[])).contains("not the one"));

    fs::write(place.secret(), &kept).expect("is restored");
    works(&place.token(&[]));
    assert!(works(&place.run(&["secret", "replace", "--apply"], &[])).contains("nothing to replace"));
    assert_eq!(fs::read(place.secret()).expect("is there"), kept);

    fs::remove_file(place.secret()).expect("is lost for good");
    assert!(works(&place.run(&["secret", "replace"], &[])).contains("--apply"));
    assert!(!place.secret().exists(), "only told");
    works(&place.run(&["secret", "replace", "--apply"], &[]));
    works(&place.token(&[]));
    assert_ne!(fs::read(place.secret()).expect("was made"), kept);
}

#[test]
fn a_lost_or_exchanged_secret_is_noticed_on_sqlite() {
    a_secret_is_never_replaced_in_silence(&Place::sqlite());
}

#[tokio::test]
async fn a_lost_or_exchanged_secret_is_noticed_on_postgres() {
    let place = Place::postgres().await;
    a_secret_is_never_replaced_in_silence(&place);
    let server = std::env::var("AYENEH_TEST_POSTGRES").expect("was there before");
    let mut connection = PgConnection::connect(&server).await.expect("the PostgreSQL server answers");
    let name = place.postgres.as_ref().expect("a database");
    let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
    sqlx::query(drop).execute(&mut connection).await.expect("drops");
}
