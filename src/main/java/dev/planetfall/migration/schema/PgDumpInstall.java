package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How people install pg_dump, which differs by operating system. */
enum PgDumpInstall {
    DEBIAN {
        @Override
        String line(int major) {
            return "sudo apt install -y postgresql-common && sudo sh /usr/share/postgresql-common/pgdg/apt*.sh -y && sudo apt install -y postgresql-client-"
                    + major;
        }
    },
    FEDORA {
        @Override
        String line(int major) {
            return "sudo dnf install -y postgresql" + major;
        }
    },
    MAC {
        @Override
        String line(int major) {
            return "brew install libpq";
        }
    },
    WINDOWS {
        @Override
        String line(int major) {
            return "winget install PostgreSQL.PostgreSQL." + major;
        }
    },
    OTHER {
        @Override
        String line(int major) {
            return "";
        }
    };

    /** What to type in a terminal; empty where there is no one line. */
    abstract String line(int major);

    /** One sentence. */
    String advice(int major) {
        String wanted = Messages.text("schema.pg-dump-install.install-the-postgresql-client-programs", major);
        String how = line(major).isEmpty() ? "" : Messages.text("schema.pg-dump-install.in-a-terminal", line(major));
        return Messages.text("schema.pg-dump-install.or-let-name-the-program", wanted + how, PgDumpFolders.OVERRIDE);
    }

    static PgDumpInstall ofThisComputer() {
        return of(System.getProperty("os.name"), osRelease());
    }

    /** @param osRelease the text of Linux's {@code /etc/os-release} */
    static PgDumpInstall of(String osName, String osRelease) {
        return switch (OperatingSystem.of(osName)) {
            case MACOS -> MAC;
            case WINDOWS -> WINDOWS;
            case LINUX, OTHER -> ofRelease(osRelease);
        };
    }

    private static PgDumpInstall ofRelease(String osRelease) {
        if (names(osRelease, "debian") || names(osRelease, "ubuntu")) {
            return DEBIAN;
        }
        return names(osRelease, "fedora") || names(osRelease, "rhel") ? FEDORA : OTHER;
    }

    private static boolean names(String osRelease, String distribution) {
        return osRelease.lines().anyMatch(line -> line.startsWith("ID") && line.contains(distribution));
    }

    private static String osRelease() {
        try {
            return Files.readString(Path.of("/etc/os-release"));
        } catch (IOException e) {
            return "";
        }
    }
}
