@echo off
rem Runs Maven on a JDK 25, on Windows. Looks for both by itself, as mvnw does elsewhere.
rem The server itself runs on Linux and macOS; on Windows use WSL 2 and ./mvnw there to start it.
setlocal EnableExtensions EnableDelayedExpansion

set "JAVA_WANTED=25"
set "MAVEN_VERSION=3.9.15"
set "MAVEN_SHA512=251c676eb88684d6dd86c666817979d256a335c31ad34ab0e1df17eeca1cd504a6c890e906a46d04e51cc7a4fb02f33a75971ef750558034e0a81c257be02267"
if not defined MAVEN_DISTRIBUTION set "MAVEN_DISTRIBUTION=https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.zip"

set "FOUND="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where javac 2^>nul') do if not defined FOUND for %%P in ("%%~dpJ..") do call :try "%%~fP"
for %%D in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
    if not defined FOUND if exist "%%~D\" for /d %%J in ("%%~D\*") do if not defined FOUND call :try "%%~fJ"
)
if not defined FOUND (
    echo Backline is built with a JDK %JAVA_WANTED%, and none was found on this machine.>&2
    echo Install one:  winget install EclipseAdoptium.Temurin.%JAVA_WANTED%.JDK>&2
    echo or from https://adoptium.net/temurin/releases, then run this command again. JAVA_HOME need not be set.>&2
    exit /b 1
)
set "JAVA_HOME=%FOUND%"
set "PATH=%JAVA_HOME%\bin;%PATH%"

set "MVN="
for /f "tokens=3" %%V in ('mvn --version 2^>nul ^| findstr /b /c:"Apache Maven"') do (
    for /f "tokens=1-3 delims=.-" %%A in ("%%V") do (
        set /a "NUMBER=%%A*10000+%%B*100+%%C"
        if !NUMBER! geq 30806 set "MVN=mvn"
    )
)
if defined MVN goto :run

set "HOME_OF_MAVEN=%USERPROFILE%\.m2\distributions\apache-maven-%MAVEN_VERSION%"
set "MVN=%HOME_OF_MAVEN%\bin\mvn.cmd"
if exist "%MVN%" goto :run

echo Fetching Apache Maven %MAVEN_VERSION%, once, into %HOME_OF_MAVEN%>&2
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
    "$folder = Split-Path $env:HOME_OF_MAVEN; New-Item -ItemType Directory -Force $folder | Out-Null;" ^
    "$zip = Join-Path $folder ('maven-' + [guid]::NewGuid() + '.zip');" ^
    "try { Invoke-WebRequest -UseBasicParsing $env:MAVEN_DISTRIBUTION -OutFile $zip;" ^
    "  if ((Get-FileHash -Algorithm SHA512 $zip).Hash -ne $env:MAVEN_SHA512) { throw ('What came from ' + $env:MAVEN_DISTRIBUTION + ' is not Apache Maven ' + $env:MAVEN_VERSION + ': its SHA-512 differs. Nothing was kept.') };" ^
    "  Expand-Archive -Force $zip $folder } finally { Remove-Item -Force -ErrorAction SilentlyContinue $zip }"
if errorlevel 1 exit /b 1

:run
pushd "%~dp0"
call "%MVN%" %*
set "CODE=%ERRORLEVEL%"
popd
exit /b %CODE%

:try
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /c:"JAVA_VERSION=\"%JAVA_WANTED%." /c:"JAVA_VERSION=\"%JAVA_WANTED%\"" "%~1\release" >nul 2>&1
if not errorlevel 1 set "FOUND=%~1"
exit /b 0
