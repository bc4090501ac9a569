# What the programs of every system are made of. Sourced by build and build-macos in the project's folder, with JAVA_HOME
# set or a JDK on the path. build.ps1 does the same in the words of Windows: change both.

jdk() {
    if [ -n "${JAVA_HOME:-}" ]; then
        "$JAVA_HOME/bin/$1" "${@:2}"
    else
        "$@"
    fi
}

# 0.1.0 of the 0.1.0-SNAPSHOT in the pom; its first version is the program's own.
program_version() {
    sed -n 's:.*<version>\([0-9.]*\).*</version>.*:\1:p' pom.xml | head -n 1
}

modules() {
    grep -v '^#' packaging/modules | paste -s -d , -
}

# The jars that the program is made of, and whose work they are.
# stage FOLDER
stage() {
    rm -rf "$1"
    mkdir -p "$1/lib"
    cp -p target/planetfall.jar "$1"
    cp -p target/lib/*.jar "$1/lib"
    mkdir "$1/licenses"
    cp -p target/licenses/THIRD-PARTY.txt packaging/licenses/*.txt "$1/licenses"
    cp -p src/main/resources/dev/planetfall/ui/fonts/OFL.txt "$1/licenses/IBM-Plex-OFL.txt"
}

# The two servers that the demo uses, where it looks for them. They are no jars of classes, so jpackage does not see them;
# those for tests alone stay out: 15 MB each, and already compressed.
# demo_servers APPDIR
demo_servers() {
    mkdir -p "$1/lib/postgres"
    cp -p target/lib/postgres/*-17.*.jar target/lib/postgres/*-18.*.jar "$1/lib/postgres"
}

# Java itself, without what the program does not use.
# Not compressed, as jlink does it by itself: that costs time at every start, and the installer is compressed as a whole, better.
# runtime FOLDER
runtime() {
    rm -rf "$1"
    jdk jlink --add-modules "$(modules)" --include-locales=en,de --vm=server --strip-java-debug-attributes \
        --no-header-files --no-man-pages --output "$1"
    # Debian's JDK keeps its certificates outside of its modules.
    if [ ! -s "$1/lib/security/cacerts" ]; then
        cp -L "${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}/lib/security/cacerts" \
            "$1/lib/security/cacerts"
        chmod u+w "$1/lib/security/cacerts"
    fi
    "$1/bin/java" -Xshare:dump >/dev/null
}

# Leaves of Java's commands only those that the program calls. Not before the cache is written, which takes a java command.
# without_commands RUNTIME
without_commands() {
    find "$1/bin" -type f ! -name keytool -delete
}

# Small, quick to start, and its memory given back: it steers, and the rows go from server to server.
java_options() {
    printf '%s\n' -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20
    # The virtual machine's warnings go to standard output, which belongs to "run --json".
    echo -Xlog:disable
    if [ "$(java_major)" -ge 24 ]; then
        # JavaFX's native libraries, and its Marlin renderer's memory.
        printf '%s\n' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    fi
}

java_major() {
    jdk java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p'
}

# image TYPE-SPECIFIC-ARGUMENTS...: the folder with the program, by jpackage
image() {
    local options=()
    while read -r option; do
        options+=(--java-options "$option")
    done < <(java_options)
    jdk jpackage --type app-image --app-version "$(program_version)" --vendor Planetfall \
        --description "Moves a PostgreSQL database to PlanetScale Postgres" \
        --input target/installer/input --main-jar planetfall.jar --main-class dev.planetfall.Main \
        --runtime-image target/installer/runtime "${options[@]}" "$@"
}

# The classes of one start, loaded and linked, and what was learned of its methods: opens the window, waits, and ends it.
# Needs a display; without one, or with a JDK before 25, the program is whole but starts slower (README has the times).
# cache LAUNCHER APPDIR
cache() {
    if [ "$(java_major)" -lt 25 ]; then
        echo "No cache of classes with a JDK before 25, so the program starts slower." >&2
        return 0
    fi
    PLANETFALL_HOME="$PWD/target/installer/home" JAVA_TOOL_OPTIONS="-XX:AOTCacheOutput=$2/planetfall.aot" \
        "$1" >target/installer/cache.log 2>&1 &
    local training=$!
    sleep "${PLANETFALL_TRAINING_SECONDS:-20}"
    # Ends as when its window is closed, and writes the cache before it is gone.
    kill "$training"
    wait "$training" || true
    rm -rf target/installer/home "$2/planetfall.aot.config"
    if [ ! -s "$2/planetfall.aot" ]; then
        echo "No cache of classes was written; see target/installer/cache.log" >&2
        return 1
    fi
    for launcher in "$2"/*.cfg; do
        echo 'java-options=-XX:AOTCache=$APPDIR/planetfall.aot' >>"$launcher"
    done
}
