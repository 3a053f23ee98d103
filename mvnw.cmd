@echo off
rem Runs Maven on a JDK 25, on Windows. Looks for both by itself, as mvnw does elsewhere.
rem Where Maven's archive cannot be reached: MVNW_REPOURL names a Maven repository that has it too, MAVEN_DISTRIBUTION the file itself.
setlocal EnableExtensions DisableDelayedExpansion

set "JAVA_WANTED=25"
set "MAVEN_VERSION=3.9.15"
set "MAVEN_SHA512=251c676eb88684d6dd86c666817979d256a335c31ad34ab0e1df17eeca1cd504a6c890e906a46d04e51cc7a4fb02f33a75971ef750558034e0a81c257be02267"
set "MAVEN_FOLDER=https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries"
if defined MVNW_REPOURL set "MAVEN_FOLDER=%MVNW_REPOURL%/org/apache/maven/apache-maven/%MAVEN_VERSION%"
if not defined MAVEN_DISTRIBUTION set "MAVEN_DISTRIBUTION=%MAVEN_FOLDER%/apache-maven-%MAVEN_VERSION%-bin.zip"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"

for %%A in (%*) do if "%%~A"=="-Pstart" goto :start

set "FOUND="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where javac 2^>nul') do if not defined FOUND for %%P in ("%%~dpJ..") do call :try "%%~fP"
for %%D in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
    if not defined FOUND if exist "%%~D\" for /d %%J in ("%%~D\*") do if not defined FOUND call :try "%%~fJ"
)
if not defined FOUND (
    >&2 echo Backline is built with a JDK %JAVA_WANTED%, and none was found on this machine.
    >&2 echo Install one:  winget install EclipseAdoptium.Temurin.%JAVA_WANTED%.JDK
    >&2 echo or from https://adoptium.net/temurin/releases, then run this command again. JAVA_HOME need not be set.
    exit /b 1
)
set "JAVA_HOME=%FOUND%"
set "PATH=%JAVA_HOME%\bin;%PATH%"

rem Options for Maven's Java are those of MAVEN_OPTS. Files named mavenrc are not read: they often name an older JDK.
if not defined MAVEN_SKIP_RC set "MAVEN_SKIP_RC=1"

rem Maven and its modules are read from the folder it runs in: ours, unless the caller stands in one of them.
if not exist pom.xml cd /d "%~dp0"

set "NUMBER=0"
for /f "tokens=3" %%V in ('mvn --version 2^>nul ^| findstr /b /c:"Apache Maven"') do (
    for /f "tokens=1-3 delims=.-" %%A in ("%%V") do set /a "NUMBER=%%A*10000+%%B*100+%%C"
)
set "MVN=mvn"
if %NUMBER% geq 30806 goto :run
if %NUMBER% gtr 0 goto :fetch

rem One that does not start: nor would another with the same options.
where mvn >nul 2>&1
if errorlevel 1 goto :fetch
call mvn --version >nul 2>&1
if not errorlevel 1 goto :fetch
>&2 echo The Maven of this machine does not start on the JDK in %JAVA_HOME%. It says:
call mvn --version 1>&2
>&2 echo Most often that is an option in MAVEN_OPTS, MAVEN_ARGS, JAVA_TOOL_OPTIONS or JDK_JAVA_OPTIONS that does not suit
>&2 echo that JDK: take it out there. If it is none of these, install Maven anew, or take it off the PATH: then this command
>&2 echo fetches one. Then run this again.
exit /b 1

:fetch
set "HOME_OF_MAVEN=%MAVEN_USER_HOME%\distributions\apache-maven-%MAVEN_VERSION%"
set "MVN=%HOME_OF_MAVEN%\bin\mvn.cmd"
if exist "%MVN%" goto :run

>&2 echo Fetching Apache Maven %MAVEN_VERSION%, once, into %HOME_OF_MAVEN%
rem A newer PowerShell hands on a module path that the one of Windows cannot read. Unpacked beside its place, then moved: all or nothing.
set "PSModulePath="
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
    "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12;" ^
    "$work = $env:HOME_OF_MAVEN + '.' + [guid]::NewGuid(); New-Item -ItemType Directory -Force $work | Out-Null;" ^
    "try { $zip = Join-Path $work 'maven.zip';" ^
    "  Invoke-WebRequest -UseBasicParsing $env:MAVEN_DISTRIBUTION -OutFile $zip;" ^
    "  if ((Get-FileHash -Algorithm SHA512 $zip).Hash -ne $env:MAVEN_SHA512) { throw ('What came is not Apache Maven ' + $env:MAVEN_VERSION + ': its SHA-512 differs. Nothing was kept.') };" ^
    "  Expand-Archive $zip $work; Move-Item (Join-Path $work ('apache-maven-' + $env:MAVEN_VERSION)) $env:HOME_OF_MAVEN" ^
    "} catch { [Console]::Error.WriteLine($_.Exception.Message); exit 1 }" ^
    "finally { Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $work }"
if errorlevel 1 (
    >&2 echo Apache Maven could not be fetched from %MAVEN_DISTRIBUTION%
    >&2 echo Install Maven 3.8.6 or later, or set MVNW_REPOURL to a Maven repository that this machine reaches. Then run this again.
    exit /b 1
)

:run
call "%MVN%" %*
exit /b %ERRORLEVEL%

:start
>&2 echo The server runs on Linux and macOS. On Windows install WSL 2, and start it there: ./mvnw -Pstart
exit /b 1

:try
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /r "JAVA_VERSION=.%JAVA_WANTED%[^0-9]" "%~1\release" >nul 2>&1
if not errorlevel 1 set "FOUND=%~1"
exit /b 0
