//! What was started is ended and what was laid down is taken away: at the end, after a failure, and on Ctrl-C.

use std::{
    fs,
    path::PathBuf,
    process::{self, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use tokio::signal::unix::{SignalKind, signal};

type Work = Box<dyn FnOnce() + Send>;

static OWED: Mutex<Vec<(u64, Work)>> = Mutex::new(Vec::new());
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A piece of tidying that is done when this is dropped, or when a signal ends the program before.
#[must_use]
pub struct Owed(u64);

impl Owed {
    /// Nothing is left to tidy.
    pub fn forget(self) {
        drop(take(self.0));
    }
}

impl Drop for Owed {
    fn drop(&mut self) {
        if let Some(work) = take(self.0) {
            work();
        }
    }
}

/// Promises to do this at the end.
pub fn owe(work: impl FnOnce() + Send + 'static) -> Owed {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    OWED.lock().unwrap_or_else(PoisonError::into_inner).push((number, Box::new(work)));
    Owed(number)
}

/// Promises to end a process that this program started, politely.
pub fn owe_process(id: u32) -> Owed {
    owe(move || {
        // There is nothing left to do where it has ended by itself.
        let _ = Command::new("kill").arg(id.to_string()).stderr(Stdio::null()).status();
    })
}

/// A new empty folder under the system's temporary one, taken away at the end.
///
/// # Errors
/// When it cannot be made.
pub fn temporary_folder(purpose: &str) -> crate::command::Result<(PathBuf, Owed)> {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("ayeneh-{purpose}-{}-{number}", process::id()));
    fs::create_dir_all(&folder).map_err(crate::command::Failure::at(&folder))?;
    let gone = folder.clone();
    Ok((folder, owe(move || drop(fs::remove_dir_all(gone)))))
}

/// Does all that is owed, the newest first.
pub fn settle_all() {
    loop {
        let newest = OWED.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let Some((_, work)) = newest else { return };
        work();
    }
}

/// On Ctrl-C, a hang-up or a request to end: tidy up, then end.
pub fn watch_signals() {
    thread::spawn(|| {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        let name = runtime.block_on(async {
            let (Ok(mut interrupt), Ok(mut terminate), Ok(mut hang_up)) =
                (signal(SignalKind::interrupt()), signal(SignalKind::terminate()), signal(SignalKind::hangup()))
            else {
                return None;
            };
            tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {}, _ = hang_up.recv() => {} }
            Some("interrupted")
        });
        if let Some(name) = name {
            eprintln!("\n{name}: ending what was started");
            settle_all();
            process::exit(130);
        }
    });
}

fn take(number: u64) -> Option<Work> {
    let mut owed = OWED.lock().unwrap_or_else(PoisonError::into_inner);
    let place = owed.iter().position(|(other, _)| *other == number)?;
    Some(owed.remove(place).1)
}
