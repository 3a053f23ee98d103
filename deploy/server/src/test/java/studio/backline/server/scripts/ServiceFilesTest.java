package studio.backline.server.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a system's own supervisor, the compose file and the proxy of several nodes run. */
@EnabledOnOs(OS.LINUX)
class ServiceFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("backline.root"));
    private static final Path UNIT = ROOT.resolve("deploy/systemd/backline.service");
    private static final Path PROXY = ROOT.resolve("deploy/haproxy/haproxy.cfg");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    /** The first whose report on a unit can be had without a running systemd, with a limit. */
    private static final int ABLE = 252;

    /** What systemd calls OK, in tenths; 1.9 when this was written. */
    private static final int MOST_EXPOSED = 25;

    @TempDir private Path machine;

    @Test
    void the_unit_stops_and_runs_as_the_server_expects_and_the_readme_says() throws Exception {
        List<String> unit = Files.readAllLines(UNIT);

        assertThat(unit)
                .contains(
                        "ExecStart=/opt/backline/bin/backline serve",
                        "WorkingDirectory=/srv/backline",
                        "ReadWritePaths=/srv/backline",
                        "User=backline",
                        "UMask=0077",
                        "CapabilityBoundingSet=",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict")
                .as("SIGTERM goes to the server alone, which ends its database by itself")
                .contains("KillMode=mixed")
                .as("Java's word for having been asked to end")
                .contains("SuccessExitStatus=143")
                .as("a start that is refused again and again is left")
                .contains("Restart=on-failure", "StartLimitBurst=5");
        assertThat(Files.readString(ROOT.resolve("deploy/README.md")))
                .contains(
                        "--home-dir /srv/backline backline",
                        "deploy/distribution/target/backline /opt/backline",
                        "deploy/systemd/backline.service /etc/systemd/system/");
    }

    @Test
    void systemd_understands_the_unit_and_calls_it_confined() throws Exception {
        assumeThat(Files.isExecutable(ANALYZE)).isTrue();
        Matcher version = Pattern.compile("systemd (\\d+)").matcher(analyzed("--version"));
        assumeThat(version.find() && Integer.parseInt(version.group(1)) >= ABLE).isTrue();
        Path copy = machine.resolve("backline.service");
        Files.writeString(
                copy,
                Files.readString(UNIT).replace("/opt/backline/bin/backline serve", "/bin/true"));

        assertThat(analyzed("verify", copy.toString()))
                .doesNotContain("backline.service:", "Failed")
                .endsWith("ended with 0");
        assertThat(
                        analyzed(
                                "security",
                                "--offline=true",
                                "--threshold=" + MOST_EXPOSED,
                                copy.toString()))
                .endsWith("ended with 0");
    }

    @Test
    void the_proxy_learns_the_cookie_that_the_server_sets() throws Exception {
        String cookie = "__Host-backline-session";

        assertThat(
                        Files.readString(
                                ROOT.resolve(
                                        "ui/src/main/java/studio/backline/ui/security/SessionCookie.java")))
                .as("its name over TLS")
                .contains("\"__Host-backline-\"", "named(\"session\")");
        assertThat(Files.readString(PROXY))
                .contains(
                        "stick match req.cook(%s)".formatted(cookie),
                        "stick store-response res.cook(%s)".formatted(cookie),
                        "http-request del-header X-Forwarded-For\n",
                        "http-request del-header X-Forwarded-Host\n",
                        "http-request set-header X-Forwarded-Proto https\n",
                        "option forwardfor\n",
                        "option httpchk GET /robots.txt\n")
                .as("none of its own")
                .doesNotContain("\n    cookie ");
    }

    @Test
    void haproxy_understands_the_recipe() throws Exception {
        assumeThat(Files.isExecutable(HAPROXY)).isTrue();
        Path copy = machine.resolve("haproxy.cfg");
        Files.writeString(
                copy,
                Files.readString(PROXY)
                        .replace(" ssl crt /etc/haproxy/backline.pem alpn", " alpn"));

        assertThat(told(HAPROXY, "-c", "-f", copy.toString()))
                .doesNotContain("WARNING", "ALERT")
                .endsWith("ended with 0");
    }

    private String analyzed(String... arguments) throws Exception {
        return told(ANALYZE, arguments);
    }

    private String told(Path program, String... arguments) throws Exception {
        Path told = machine.resolve("told.txt");
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).redirectOutput(told.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(told) + "ended with " + process.exitValue();
    }

    @Test
    void a_database_is_set_up_with_its_password_or_not_at_all() throws Exception {
        Script script = Script.copyOf("deploy/compose/postgres.sh", machine);
        Path password = machine.resolve("passwords-admin");
        Path asked = machine.resolve("asked");
        script.replace("/passwords/admin", password.toString());
        Script.executable(machine.resolve("bin/id"), "#!/bin/sh\necho postgres\n");
        Script.executable(
                machine.resolve("bin/psql"), "#!/bin/sh\n/bin/cat > '%s'\n".formatted(asked));

        Script.Result without = script.run();
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err())
                .contains("cannot be read by postgres")
                .contains("Nothing was set up.");
        assertThat(asked).doesNotExist();

        Files.writeString(password, "");
        assertThat(script.run().code()).as("an empty one").isEqualTo(1);
        assertThat(asked).doesNotExist();

        Files.writeString(password, "b3Blbg");
        assertThat(script.run().code()).isZero();
        assertThat(Files.readString(asked))
                .contains("`cat " + password + "`")
                .contains("CREATE ROLE backline_admin LOGIN CREATEROLE PASSWORD :'password'")
                .contains("LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'")
                .doesNotContain("b3Blbg");
    }
}
