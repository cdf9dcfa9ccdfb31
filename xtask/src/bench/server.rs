//! The server that is measured: the optimised binary on a new data folder or a new PostgreSQL that waits for its disk.

use std::{
    env, fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{Engine, http};
use crate::{
    cleanup::{self, Owed},
    command::{Failure, Result, quiet},
    postgres::{self, Cluster, Durability},
    steps::Steps,
};

/// The demo company is made at its first start.
const LONGEST_START: Duration = Duration::from_secs(300);

/// A running server; it ends when this is dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of its process until it was ready.
    pub start: Duration,
    process: u32,
    _process: Owed,
    data: Data,
}

/// Where a server keeps what it knows.
pub struct Data {
    binary: PathBuf,
    folder: PathBuf,
    database: Option<String>,
    // In this order: first the database ends, then the folder goes.
    _cluster: Option<Cluster>,
    _folder: Owed,
}

impl Data {
    /// A new folder and, for PostgreSQL, a new cluster.
    ///
    /// # Errors
    /// When either cannot be made.
    pub fn new(binary: &Path, engine: Engine, steps: &mut Steps) -> Result<Self> {
        let (folder, owed) = cleanup::temporary_folder("bench")?;
        let cluster = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => {
                let programs = postgres::ensure(steps)?;
                Some(steps.step("PostgreSQL, started", || postgres::start(&programs, Durability::Full))?)
            }
        };
        let database = cluster.as_ref().map(|cluster| cluster.url.clone());
        Ok(Self { binary: binary.into(), folder, database, _cluster: cluster, _folder: owed })
    }

    /// The server's binary with the settings of this data.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AYENEH_")) {
            command.env_remove(name);
        }
        command.current_dir(&self.folder).env("AYENEH_BENCH", "true");
        let sqlite = || format!("sqlite://{}/ayeneh.db", self.folder.display());
        command.env("AYENEH_DATABASE_URL", self.database.clone().unwrap_or_else(sqlite));
        command
    }

    /// Runs one of the server's commands to its end.
    ///
    /// # Errors
    /// What it said.
    pub fn run(&self, arguments: &[&str]) -> Result<()> {
        quiet(self.command().args(arguments))
    }

    /// Starts the server, by its command `serve` or `demo`, and waits until it is ready.
    ///
    /// # Errors
    /// What it said instead.
    pub fn serve(self, how: &str) -> Result<Server> {
        let address = SocketAddr::from(([127, 0, 0, 1], postgres::free_port()?));
        let file = |path: PathBuf| fs::File::create(&path).map_err(Failure::at(&path));
        let log = self.folder.join("server.log");
        let started = Instant::now();
        let mut command = self.command();
        command.arg(how).env("AYENEH_LISTEN", address.to_string()).env("AYENEH_LOG", "warn");
        command.env("AYENEH_PUBLIC_URL", format!("http://{address}"));
        command.stdin(Stdio::null()).stdout(file(self.printed())?).stderr(file(log.clone())?);
        let child = command.spawn().map_err(Failure::at(&self.binary))?;
        let process = child.id();
        let owed = cleanup::owe(move || end(child));
        let mut why = String::new();
        while started.elapsed() < LONGEST_START && postgres::is_running(process) {
            match http::Connection::open(address).and_then(|mut open| open.ask(&http::get("/readyz", ""))) {
                Ok(answer) if answer.status == 200 => {
                    return Ok(Server { address, start: started.elapsed(), process, _process: owed, data: self });
                }
                Ok(answer) => why = String::from_utf8_lossy(&answer.body).into_owned(),
                Err(failure) => why = failure.to_string(),
            }
            thread::sleep(Duration::from_millis(2));
        }
        let said = fs::read_to_string(&log).unwrap_or_default();
        Err(Failure::new(format!("the server did not become ready: {why}\n{said}")))
    }

    fn printed(&self) -> PathBuf {
        self.folder.join("printed")
    }
}

impl Server {
    /// What it has printed for people.
    ///
    /// # Errors
    /// When its folder is gone.
    pub fn printed(&self) -> Result<String> {
        let path = self.data.printed();
        fs::read_to_string(&path).map_err(Failure::at(&path))
    }

    /// Resident memory, in megabytes of 10⁶ bytes.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn resident_mb(&self) -> Result<f64> {
        let path = PathBuf::from(format!("/proc/{}/status", self.process));
        let status = fs::read_to_string(&path).map_err(Failure::at(&path))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
        kibibytes
            .map(|kibibytes| kibibytes * 1024.0 / 1e6)
            .ok_or_else(|| Failure::new("the server's memory is not told"))
    }
}

fn end(mut child: Child) {
    // Where a command here fails, the server has ended by itself.
    let _ = Command::new("kill").arg(child.id().to_string()).stderr(Stdio::null()).status();
    let _ = child.wait();
}
