# Builds target\installer\Planetfall and Planetfall-*.msi, on Windows. Needs a JDK 25 or newer, Maven and WiX.
# Signed where PLANETFALL_WINDOWS_CERTIFICATE holds the thumbprint of a certificate in the store of this user.
param([switch]$NoCompile)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

function Invoke-Tool([string]$Tool) {
    & $Tool @args
    if ($LASTEXITCODE -ne 0) { throw "$Tool ended with $LASTEXITCODE" }
}

function Get-JdkTool([string]$Name) {
    if ($env:JAVA_HOME) { Join-Path $env:JAVA_HOME "bin\$Name.exe" } else { "$Name.exe" }
}

function Add-Signature([string[]]$Files) {
    if (-not $env:PLANETFALL_WINDOWS_CERTIFICATE) { return }
    Invoke-Tool signtool sign /sha1 $env:PLANETFALL_WINDOWS_CERTIFICATE /fd SHA256 `
        /tr http://timestamp.digicert.com /td SHA256 @Files
}

# Opens the window, waits, and closes it; the cache of its classes is written before it is gone.
function Add-Cache([string]$App) {
    $cache = Join-Path (Resolve-Path "$App\app") 'planetfall.aot'
    $env:PLANETFALL_HOME = Join-Path $PWD 'target\installer\home'
    $env:JAVA_TOOL_OPTIONS = "-XX:AOTCacheOutput=`"$cache`""
    $window = Start-Process "$App\Planetfall.exe" -PassThru
    Remove-Item Env:JAVA_TOOL_OPTIONS
    Start-Sleep -Seconds 20
    # The launcher is the parent of the process that runs the program, where there are two.
    $java = Get-CimInstance Win32_Process -Filter "ParentProcessId = $($window.Id)" | Select-Object -First 1
    $shown = Get-Process -Id $(if ($java) { $java.ProcessId } else { $window.Id })
    $shown.CloseMainWindow() | Out-Null
    $shown.WaitForExit()
    $window.WaitForExit()
    Remove-Item -Recurse -Force $env:PLANETFALL_HOME -ErrorAction SilentlyContinue
    Remove-Item Env:PLANETFALL_HOME
    if (-not (Test-Path $cache)) { throw 'No cache of classes was written' }
    foreach ($launcher in Get-ChildItem "$App\app\*.cfg") {
        Add-Content $launcher 'java-options=-XX:AOTCache=$APPDIR\planetfall.aot'
    }
}

$version = (Select-Xml -Path pom.xml -XPath '/*[local-name()="project"]/*[local-name()="version"]').Node.InnerText -replace '-.*'
$modules = (Get-Content packaging\modules | Where-Object { $_ -notmatch '^#' }) -join ','
$out = 'target\installer'
$app = "$out\Planetfall"

if (-not $NoCompile) { Invoke-Tool mvn --batch-mode --no-transfer-progress --quiet package -DskipTests }
Remove-Item -Recurse -Force $out -ErrorAction SilentlyContinue
New-Item -ItemType Directory "$out\input\lib" | Out-Null
Copy-Item target\planetfall.jar "$out\input"
Copy-Item target\lib\*.jar "$out\input\lib"
New-Item -ItemType Directory "$out\input\licenses" | Out-Null
Copy-Item target\licenses\THIRD-PARTY.txt, packaging\licenses\*.txt "$out\input\licenses"
Copy-Item src\main\resources\dev\planetfall\ui\fonts\OFL.txt "$out\input\licenses\IBM-Plex-OFL.txt"

Invoke-Tool (Get-JdkTool jlink) --add-modules $modules --include-locales=en,de --vm=server `
    --strip-java-debug-attributes --no-header-files --no-man-pages --output "$out\runtime"
Invoke-Tool "$out\runtime\bin\java.exe" -Xshare:dump | Out-Null

Invoke-Tool (Get-JdkTool jpackage) --type app-image --name Planetfall --app-version $version --vendor Planetfall `
    --description 'Moves a PostgreSQL database to PlanetScale Postgres' --icon icons\planetfall.ico `
    --input "$out\input" --main-jar planetfall.jar --main-class dev.planetfall.Main --runtime-image "$out\runtime" `
    --java-options -XX:+UseSerialGC --java-options -XX:MinHeapFreeRatio=10 --java-options -XX:MaxHeapFreeRatio=20 `
    --java-options -Xlog:disable --java-options --enable-native-access=ALL-UNNAMED `
    --java-options --sun-misc-unsafe-memory-access=allow `
    --add-launcher planetfall-cli=packaging\windows\planetfall-cli.properties --dest $out
New-Item -ItemType Directory "$app\app\lib\postgres" | Out-Null
Copy-Item target\lib\postgres\*-17.*.jar, target\lib\postgres\*-18.*.jar "$app\app\lib\postgres"
Add-Cache $app
# The cache took a java command; the program itself needs none.
Get-ChildItem "$app\runtime\bin\*.exe" -Exclude keytool.exe | Remove-Item
Add-Signature (Get-ChildItem "$app\*.exe").FullName

# The same code for every version, so that a newer one replaces an older one.
Invoke-Tool (Get-JdkTool jpackage) --type msi --app-image $app --name Planetfall --app-version $version `
    --win-per-user-install --win-menu --win-shortcut-prompt --win-upgrade-uuid 5d1b0f0e-7c43-4c0e-9a53-2d6d3b1c8f77 `
    --dest $out
Add-Signature (Get-ChildItem "$out\*.msi").FullName
Get-ChildItem $out
