//! The folder of all that a browser loads: style sheets, client, fonts, small scripts and icons. The server's build puts
//! it into the binary. A file is written only when it changed, so that an unchanged site rebuilds nothing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    client,
    command::{Failure, Result},
    steps::Steps,
    styles,
    workspace::Workspace,
};

/// Every file of the site under its address.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Makes the site.
///
/// # Errors
/// What the compiler, the style sheets or the file system say.
pub fn make(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let module = steps.step("client, compiled", || client::compile(workspace))?;
    steps.step("site: glue, styles, fonts", || {
        let mut files = Files::new();
        gather(&client::bind(workspace, &module)?, Path::new(""), &mut files)?;
        let style = workspace.root.join("style");
        files.extend(styles::all(&style)?.into_iter().map(|(name, sheet)| (PathBuf::from(name), sheet)));
        gather(&style.join("fonts"), Path::new("fonts"), &mut files)?;
        gather(&workspace.root.join("app/assets"), Path::new(""), &mut files)?;
        write(&workspace.site(), &files)
    })
}

/// Adds the files below a folder, if it exists, under an address.
fn gather(folder: &Path, address: &Path, files: &mut Files) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let (path, address) = (entry.path(), address.join(entry.file_name()));
        if path.is_dir() {
            gather(&path, &address, files)?;
        } else {
            files.insert(address, fs::read(&path).map_err(Failure::at(&path))?);
        }
    }
    Ok(())
}

/// Makes the folder hold exactly these files.
fn write(folder: &Path, files: &Files) -> Result<()> {
    fs::create_dir_all(folder).map_err(Failure::at(folder))?;
    remove_others(folder, Path::new(""), files)?;
    for (address, bytes) in files {
        let path = folder.join(address);
        if fs::read(&path).is_ok_and(|old| old == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::at(parent))?;
        }
        fs::write(&path, bytes).map_err(Failure::at(&path))?;
    }
    Ok(())
}

fn remove_others(folder: &Path, address: &Path, files: &Files) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Failure::at(folder))?.flatten() {
        let (path, address) = (entry.path(), address.join(entry.file_name()));
        if path.is_dir() {
            remove_others(&path, &address, files)?;
        } else if !files.contains_key(&address) {
            fs::remove_file(&path).map_err(Failure::at(&path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Files, gather, write};
    use std::{fs, path::Path};

    #[test]
    fn the_folder_holds_what_was_made_last_and_nothing_else() {
        let (folder, _owed) = crate::cleanup::temporary_folder("site-test").expect("a temporary folder");
        let files =
            |names: &[&str]| names.iter().map(|name| (name.into(), name.as_bytes().to_vec())).collect::<Files>();
        write(&folder, &files(&["main.css", "fonts/a.woff2"])).expect("written");
        let untouched = fs::metadata(folder.join("main.css")).and_then(|file| file.modified()).expect("a time");

        write(&folder, &files(&["main.css", "fonts/b.woff2"])).expect("written again");

        let mut found = Files::new();
        gather(&folder, Path::new(""), &mut found).expect("read");
        assert_eq!(found, files(&["main.css", "fonts/b.woff2"]));
        let now = fs::metadata(folder.join("main.css")).and_then(|file| file.modified()).expect("a time");
        assert_eq!(now, untouched, "an unchanged file is not written again");
    }
}
