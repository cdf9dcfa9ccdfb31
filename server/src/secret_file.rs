//! The file of the server's secret, and that it is the one the database was used with: it is made once, and never again
//! in silence, because every link that was mailed is made from it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use ayeneh_core::{
    db::Db,
    random::Random,
    secret::{
        Secret,
        fingerprint::{self, Standing},
    },
};

/// The secret in a file; `None` where there is no file.
///
/// # Errors
/// A sentence that says what to change.
pub fn read(file: &Path) -> Result<Option<Secret>, String> {
    match fs::read(file) {
        Ok(bytes) => bytes.try_into().map(|bytes| Some(Secret::new(bytes))).map_err(|bytes: Vec<u8>| {
            format!(
                "the secret file {} is damaged: it holds {} bytes instead of 32. Restore it from its backup.",
                file.display(),
                bytes.len()
            )
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(file, &error)),
    }
}

/// The secret of this database: the one in the file, or at the very first start a new one.
///
/// # Errors
/// A sentence that says what to change, where the file is not the database's.
pub async fn ensure(db: &Db, file: &Path, random: &dyn Random) -> Result<Secret, String> {
    let said = |error| format!("the database cannot tell which secret it was used with: {error}");
    let there = read(file)?;
    let mut tx = db.write().await.map_err(said)?;
    let standing = fingerprint::standing(&mut tx, there.as_ref()).await.map_err(said)?;
    let is_new = there.is_none();
    let secret = match (standing, there) {
        (Standing::Ours, Some(secret)) => return Ok(secret),
        (Standing::New, there) => there.unwrap_or_else(|| Secret::draw(random)),
        (standing, _) => return Err(wrong(file, standing)),
    };
    match fingerprint::keep(&mut tx, &secret).await.map_err(said)? {
        Standing::Ours => {}
        standing => return Err(wrong(file, standing)),
    }
    if is_new {
        write(file, &secret)?;
    }
    tx.commit().await.map_err(said)?;
    Ok(secret)
}

/// What to do about a secret that is not the database's.
pub fn wrong(file: &Path, standing: Standing) -> String {
    let file = file.display();
    let fault = match standing {
        Standing::Missing => format!("the secret file {file} is missing, but the database was used with one"),
        _ => format!("the secret file {file} is not the one the database was used with"),
    };
    format!(
        "{fault}. With another secret every link that was mailed would be dead, so nothing is done. Restore the file from \
         its backup, or set AYENEH_SECRET_FILE to where it is; several servers on one database share one such file. If it \
         is lost for good, see \"ayeneh secret replace\"."
    )
}

/// Writes a new file: readable by its owner only, whole or not at all, and durable before it is used. The database's
/// lock, which the caller holds, keeps two servers from doing it at once.
///
/// # Errors
/// A sentence that says what to change.
pub fn write(file: &Path, secret: &Secret) -> Result<(), String> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let written = || -> io::Result<()> {
        folder.map_or(Ok(()), fs::create_dir_all)?;
        if file.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let half = half_written(file);
        // Made anew, so that the rights of what was left behind, or of what somebody put there, are not taken over.
        match fs::remove_file(&half) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut handle = options.open(&half)?;
        handle.write_all(secret.bytes())?;
        handle.sync_all()?;
        fs::rename(&half, file)?;
        folder.map_or(Ok(()), |folder| fs::File::open(folder)?.sync_all())
    };
    written().map_err(|error| unusable(file, &error))
}

/// Where the bytes stand until all of them are there.
fn half_written(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn unusable(file: &Path, error: &io::Error) -> String {
    format!(
        "the secret file {} cannot be used: {error}. Let this account read and write it, or set AYENEH_SECRET_FILE.",
        file.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = std::env::temp_dir().join(format!("ayeneh-secret-{}", std::process::id()));
        let file = folder.join("secret.key");
        fs::create_dir_all(&folder).expect("makes");
        fs::write(half_written(&file), [1; 7]).expect("what a power cut left behind");
        assert!(read(&file).expect("reads").is_none());
        write(&file, &Secret::new([5; 32])).expect("writes");
        assert_eq!(fs::read(&file).expect("is there"), [5; 32]);
        assert!(!half_written(&file).exists());
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).expect("is there")) & 0o777, 0o600);
        assert!(write(&file, &Secret::new([6; 32])).is_err(), "an old one is never written over");
        assert_eq!(fs::read(&file).expect("is there"), [5; 32]);
        fs::remove_dir_all(folder).expect("clears up");
    }
}
