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

#[test]
fn the_doctor_changes_nothing() {
    let place = Place::sqlite();
    let said = works(&place.run(&["doctor"], &[]));
    assert!(said.contains("will be made at the first start"), "{said}");
    assert_eq!(files(&place.folder), Vec::<String>::new());
    works(&place.found(&[]));
    let before = files(&place.folder);
    let content = fs::read(place.folder.join("data/ayeneh.db")).expect("is there");
    assert!(works(&place.run(&["doctor"], &[])).contains("it is whole, schema up to date"));
    assert_eq!((files(&place.folder), fs::read(place.folder.join("data/ayeneh.db")).ok()), (before, Some(content)));
}

#[tokio::test]
async fn the_doctor_finds_what_is_broken() {
    let place = Place::sqlite();
    works(&place.found(&[]));
    let file = place.folder.join("data/ayeneh.db");
    let whole = fs::read(&file).expect("is there");
    for (change, sign) in [
        ("INSERT INTO _sqlx_migrations VALUES (99, 'newer', 0, TRUE, X'00', 0)", "migration 99"),
        ("DELETE FROM unit", "names one of unit"),
    ] {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).foreign_keys(false);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.expect("opens");
        sqlx::query(change).execute(&mut connection).await.expect("changes");
        connection.close().await.expect("closes");
        let said = refused(&place.run(&["doctor"], &[]));
        assert!(said.contains("WRONG  database") && said.contains(sign), "{said}");
        fs::write(&file, &whole).expect("is restored");
    }
    let mut spoilt = whole.clone();
    spoilt[4096..].iter_mut().step_by(7).for_each(|byte| *byte ^= 0x55);
    fs::write(&file, &spoilt).expect("is spoilt");
    let said = refused(&place.run(&["doctor"], &[]));
    assert!(said.contains("WRONG  database: it is damaged"), "{said}");
    fs::write(&file, "no database at all, and longer than the head of one would be, to be read as such")
        .expect("writes");
    let said = refused(&place.run(&["doctor"], &[]));
    assert!(said.contains("WRONG  database"), "{said}");
    fs::write(&file, &whole).expect("is restored");
    fs::write(place.folder.join("mails"), "a file").expect("writes");
    let said = refused(&place.run(&["doctor"], &[("AYENEH_MAIL_FOLDER", "mails")]));
    assert!(said.contains("WRONG  mail") && said.contains("AYENEH_MAIL_FOLDER"), "{said}");
}

#[test]
fn settings_that_cannot_be_right_are_refused_with_what_to_change() {
    let place = Place::sqlite();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    for (setting, value, signs) in [
        ("AYENEH_PUBLIC_URL", "feedback.example.org", ["AYENEH_PUBLIC_URL", "https://feedback.example.org"]),
        ("AYENEH_PUBLIC_URL", "https://a.example/path", ["AYENEH_PUBLIC_URL", "without a path"]),
        ("AYENEH_CONFIG", "nowhere.toml", ["AYENEH_CONFIG", "nowhere.toml"]),
        ("AYENEH_UTC_OFFSET_MINUTES", "3000", ["AYENEH_UTC_OFFSET_MINUTES", "210"]),
        ("AYENEH_UTC_OFFSET_MINUTES", "Tehran", ["AYENEH_UTC_OFFSET_MINUTES", "minutes east of UTC"]),
        ("AYENEH_DATABASE_URL", "sqlite://", ["names no file", "sqlite://data/ayeneh.db"]),
        ("AYENEH_DATABASE_URL", "mysql://me:hidden@host/x", ["AYENEH_DATABASE_URL", "postgres://"]),
        ("AYENEH_DATABASE_URL", "postgres://me:hidden@127.0.0.1:9/x", ["127.0.0.1:9", "Start it"]),
        ("AYENEH_LISTEN", "localhost:8080", ["AYENEH_LISTEN", "127.0.0.1:8080"]),
        ("AYENEH_LISTEN", address.as_str(), ["cannot be used", "AYENEH_LISTEN"]),
        ("AYENEH_DEVELOPMENT", "perhaps", ["AYENEH_DEVELOPMENT", "true or false"]),
        ("AYENEH_TYPO", "1", ["typo", "database_url"]),
        ("AYENEH_SMTP_URL", "mail.example.org", ["AYENEH_SMTP_URL", "smtps://"]),
        ("AYENEH_MAIL_FROM", "nobody", ["AYENEH_MAIL_FROM", "feedback@example.com"]),
    ] {
        // Without a command it serves, as its help says.
        for arguments in [&["serve"][..], &[]] {
            let said = refused(&place.run(arguments, &[(setting, value)]));
            assert!(signs.iter().all(|sign| said.contains(sign)), "{setting}={value}: {said}");
            assert!(!said.contains("hidden"), "{said}");
        }
    }
    assert_eq!(files(&place.folder), Vec::<String>::new(), "nothing was made");
    fs::write(place.folder.join("own.toml"), "listen = \"localhost:1\"\n").expect("writes");
    let said = refused(&place.run(&["migrate"], &[("AYENEH_CONFIG", "own.toml"), ("AYENEH_LISTEN", "")]));
    assert!(said.contains("AYENEH_LISTEN"), "{said}");
    works(&place.run(&["migrate"], &[("AYENEH_CONFIG", "own.toml"), ("AYENEH_DEVELOPMENT", "1")]));
}

#[tokio::test]
async fn a_postgres_without_the_database_says_how_to_make_it() {
    let server = std::env::var("AYENEH_TEST_POSTGRES").expect("AYENEH_TEST_POSTGRES names a server for tests");
    let (start, _) = server.rsplit_once('/').expect("ends with a database name");
    let place = Place::sqlite();
    let said = refused(&place.run(&["migrate"], &[("AYENEH_DATABASE_URL", &format!("{start}/ayeneh_nowhere"))]));
    assert!(said.contains("createdb ayeneh_nowhere"), "{said}");
}

#[test]
fn administrators_are_made_of_names_and_addresses() {
    let place = Place::sqlite();
    let right =
        [("--name-fa", "نارون"), ("--name-en", "Narvan"), ("--person", "Sara"), ("--email", "hr@narvan.example")];
    for (wrong, value) in [
        ("--name-fa", " "),
        ("--name-en", ""),
        ("--person", ""),
        ("--person", "Sara\nBcc: x"),
        ("--name-en", "Nar\u{202e}van"),
        ("--email", "nobody"),
        ("--email", ""),
    ] {
        let mut arguments = vec!["admin", "create"];
        for (name, usual) in right {
            arguments.extend([name, if name == wrong { value } else { usual }]);
        }
        let said = refused(&place.run(&arguments, &[("AYENEH_ADMIN_PASSWORD", "long enough words")]));
        assert!(said.contains(wrong), "{wrong} {value:?}: {said}");
    }
    works(&place.found(&[]));
}

#[test]
fn an_address_in_two_organisations_is_no_guess() {
    let place = Place::sqlite();
    works(&place.found(&[]));
    works(&place.token(&[]));
    works(&place.found(&[]));
    let said = refused(&place.token(&[]));
    assert!(said.contains("several organisations") && said.contains("--organisation"), "{said}");
    let first = said.split('(').nth(1).and_then(|rest| rest.split(')').next()).expect("an identifier").to_owned();
    let create = ["token", "create", "--email", "hr@narvan.example", "--name", "test", "--organisation"];
    works(&place.run(&[create.as_slice(), &[first.as_str()]].concat(), &[]));
    let said = refused(&place.run(&[create.as_slice(), &["Other"]].concat(), &[]));
    assert!(said.contains("Narvan"), "{said}");
    let said = refused(&place.run(&["import", "people", "x.csv", "--email", "hr@narvan.example"], &[]));
    assert!(said.contains("x.csv cannot be read"), "{said}");
    fs::write(place.folder.join("x.csv"), "code,name,email,unit\n1,A,a@narvan.example,1\n").expect("writes");
    let said = refused(&place.run(&["import", "people", "x.csv", "--email", "hr@narvan.example"], &[]));
    assert!(said.contains("--organisation"), "{said}");
}

#[test]
fn old_answers_without_respondents_need_a_word() {
    let place = Place::sqlite();
    works(&place.found(&[]));
    let rows: String = (0..12).map(|n| format!("1,How was it?,{},2025-08\n", 1 + n % 5)).collect();
    fs::write(place.folder.join("old.csv"), format!("unit,item,value,period\n{rows}")).expect("writes");
    let import = ["import", "historical", "old.csv", "--email", "hr@narvan.example", "--title-fa", "قدیمی"];
    let import = [import.as_slice(), &["--title-en", "Old"]].concat();
    let said = refused(&place.run(&import, &[]));
    assert!(said.contains("--rows-are-people"), "{said}");
    let said = works(&place.run(&[import.as_slice(), &["--rows-are-people"]].concat(), &[]));
    assert!(said.contains("12 respondents") && said.contains("were counted as people of their own"), "{said}");
}

#[test]
fn of_a_file_wrong_in_every_row_a_hundred_rows_are_printed() {
    let place = Place::sqlite();
    works(&place.found(&[]));
    let rows: String = (0..250).map(|n| format!("{n},,p{n}@narvan.example,1\n")).collect();
    fs::write(place.folder.join("people.csv"), format!("code,name,email,unit\n{rows}")).expect("writes");
    let said = refused(&place.run(&["import", "people", "people.csv", "--email", "hr@narvan.example"], &[]));
    assert!(said.lines().count() < 110 && said.contains("۱۵۰"), "{said}");
}
