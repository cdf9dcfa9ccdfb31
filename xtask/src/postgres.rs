//! A PostgreSQL of our own for tests and measurements: a new cluster in a temporary folder on a free port, gone afterwards.

use std::{
    fs,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    cleanup::{self, Owed},
    command::{Failure, Result, quiet},
    debian,
    steps::Steps,
    workspace::on_path,
};

/// Whether a commit waits for the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As in production.
    Full,
    /// For tests, whose data nobody misses.
    None,
}

/// A running server; it ends when this is dropped.
pub struct Cluster {
    /// An account that may create databases.
    pub url: String,
    // In this order: first the server ends, then its folder goes.
    _server: Owed,
    _folder: Owed,
}

/// Finds the folder of PostgreSQL's programs or installs them.
///
/// # Errors
/// What to install, where that cannot be done from here.
pub fn ensure(steps: &mut Steps) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    steps.step("PostgreSQL, installed", || debian::install(&["postgresql"], "PostgreSQL"))?;
    find().ok_or_else(|| Failure::new("the package postgresql brought no initdb"))
}

/// Debian keeps the programs of each version in a folder of its own, off PATH.
fn find() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|version| Some((version.file_name().to_str()?.parse().ok()?, version.path().join("bin"))))
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, programs)| programs);
    newest.or_else(|| on_path(&["initdb"])?.canonicalize().ok()?.parent().map(Path::to_path_buf))
}

/// Makes a cluster and starts its server.
///
/// # Errors
/// What PostgreSQL says, or that it did not answer within half a minute.
pub fn start(programs: &Path, durability: Durability) -> Result<Cluster> {
    let (folder, folder_owed) = cleanup::temporary_folder("postgres")?;
    let account = account()?;
    if let Some((user, group)) = account {
        chown(&folder, Some(user), Some(group)).map_err(Failure::at(&folder))?;
    }
    let cluster = folder.join("cluster");
    quiet(as_account(programs.join("initdb"), account).current_dir(&folder).arg("--pgdata").arg(&cluster).args([
        "--username=ayeneh",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]))?;
    let port = free_port()?;
    let server = server_command(programs, account, &folder, &cluster, port, durability)
        .spawn()
        .map_err(|error| Failure::new(format!("postgres cannot be started: {error}")))?;
    let id = server.id();
    let server_owed = cleanup::owe(move || end(server));
    wait_until_ready(programs, port, &folder.join("log"), id)?;
    Ok(Cluster {
        url: format!("postgres://ayeneh@127.0.0.1:{port}/postgres"),
        _server: server_owed,
        _folder: folder_owed,
    })
}

fn server_command(
    programs: &Path,
    account: Option<(u32, u32)>,
    folder: &Path,
    cluster: &Path,
    port: u16,
    durability: Durability,
) -> Command {
    let mut command = as_account(programs.join("postgres"), account);
    let log = fs::File::create(folder.join("log"));
    command.current_dir(folder).arg("-D").arg(cluster).arg("-p").arg(port.to_string());
    command.arg("-c").arg(format!("unix_socket_directories={}", folder.display()));
    command.args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=400"]);
    if durability == Durability::None {
        command.args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(log.map_or_else(|_| Stdio::null(), Stdio::from));
    // A group of its own: Ctrl-C ends it through us, after the tests that use it.
    command.process_group(0);
    command
}

/// PostgreSQL refuses to run as root; then its package's account runs it.
fn account() -> Result<Option<(u32, u32)>> {
    if !debian::is_root() {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd").map_err(Failure::at(Path::new("/etc/passwd")))?;
    let line = accounts.lines().find(|line| line.starts_with("postgres:"));
    let mut numbers = line.into_iter().flat_map(|line| line.split(':').skip(2)).map_while(|field| field.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(user), Some(group)) => Ok(Some((user, group))),
        _ => Err(Failure::new("there is no account postgres, and PostgreSQL does not run as root")),
    }
}

fn as_account(program: PathBuf, account: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
    command
}

/// A port that is free now.
///
/// # Errors
/// When the machine has none.
pub fn free_port() -> Result<u16> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(Failure::new)
}

fn wait_until_ready(programs: &Path, port: u16, log: &Path, id: u32) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) && is_running(id) {
        let mut ask = Command::new(programs.join("pg_isready"));
        if quiet(ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    let said = fs::read_to_string(log).unwrap_or_default();
    Err(Failure::new(format!("PostgreSQL does not answer on port {port}\n{said}")))
}

/// Whether a process we started has not ended; one that has keeps its number until we wait for it, but no program.
pub fn is_running(id: u32) -> bool {
    fs::read_link(format!("/proc/{id}/exe")).is_ok()
}

/// The fast shutdown: connections are cut, and it ends when all is tidy.
fn end(mut server: std::process::Child) {
    // Where a command here fails, the server has ended by itself.
    let _ = Command::new("kill").args(["-INT", &server.id().to_string()]).stderr(Stdio::null()).status();
    let _ = server.wait();
}

#[cfg(test)]
mod tests {
    use super::{Durability, find, start};
    use std::net::TcpStream;

    #[test]
    fn a_cluster_listens_and_ends_with_its_value() {
        let programs = find().expect("PostgreSQL is installed: cargo xtask setup --tests");
        let cluster = start(&programs, Durability::None).expect("a cluster");
        let address = cluster.url.trim_start_matches("postgres://ayeneh@").trim_end_matches("/postgres").to_owned();
        assert!(TcpStream::connect(&address).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(&address).is_err());
    }
}
