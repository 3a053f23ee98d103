package studio.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** What a server that is used says and whom it contacts: nobody, and nothing of its people. */
class QuietServerIT {

    private static final String MAIL = "canary.mail@example.org";
    private static final String NAME = "Canaryname Quill";
    private static final String WORKSPACE = "Canaryspace";
    private static final String PASSWORD = "canarypassword over the harbour";
    private static final String WRONG = "wrongcanary over the harbour";

    /**
     * The Java machine notes who is at the other end of whatever is read and written, and by whom
     * each attempt to connect or to send a datagram is made, whether or not it succeeds. Not seen
     * is what native code does by itself, and a ping. The embedded database is another program: it
     * listens on the loopback address and is told to contact nobody.
     */
    private static final String NOTED =
            Stream.of("SocketRead", "SocketWrite", "MethodTrace")
                            .map("+jdk.%1$s#enabled=true,+jdk.%1$s#threshold=0ns,"::formatted)
                            .collect(Collectors.joining())
                    + "+jdk.MethodTrace#stackTrace=true,+jdk.MethodTrace#filter="
                    + "sun.nio.ch.Net::connect;sun.nio.ch.DatagramChannelImpl::send";

    private static final String RECORDING = "-XX:StartFlightRecording:settings=none,";

    private static final String FIGURES = "actuator/prometheus";

    private static final PackagedServer SERVER = PackagedServer.fresh();

    @BeforeAll
    static void aServerInUse() {
        // Methods of classes that come from an archive would not be traced.
        SERVER.with("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
                .with("JAVA_TOOL_OPTIONS", RECORDING + "dumponexit=false," + NOTED)
                .start();
        CommandResult setUp =
                SERVER.commandWithInput(
                        PASSWORD + "\n",
                        "setup",
                        "--email=" + MAIL,
                        "--name=" + NAME,
                        "--workspace=" + WORKSPACE);
        assertThat(setUp.exit()).as(setUp.err()).isZero();
        signIn(WRONG);
        Page inside = signIn(PASSWORD);
        assertThat(inside.status()).isEqualTo(200);
        SERVER.visitor().open("?q=canaryquery");
        SERVER.visitor().open("nowhere/canarypath?mail=" + MAIL);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void neither_log_nor_console_holds_anything_of_its_people() {
        String said = SERVER.console() + SERVER.log();

        assertThat(SERVER.log()).contains("Ready.");
        assertThat(said)
                .doesNotContain(MAIL, NAME, "Quill", WORKSPACE, PASSWORD, WRONG)
                .doesNotContain("canaryquery", "canarypath");
        SERVER.firstRunCode().ifPresent(code -> assertThat(SERVER.log()).doesNotContain(code));
    }

    @Test
    void its_figures_are_on_the_management_port_alone_and_name_nobody() throws IOException {
        try (InputStream figures = SERVER.managementUrl().resolve(FIGURES).toURL().openStream()) {
            assertThat(new String(figures.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("backline_database_up 1.0", "http_server_requests_seconds_count{")
                    .doesNotContain("anary", "Quill", "nowhere", "@");
        }
        Visitor inside = SERVER.visitor();
        signIn(inside, PASSWORD);
        assertThat(List.of(SERVER.visitor(), inside))
                .allSatisfy(
                        visitor ->
                                assertThat(visitor.open(FIGURES).body()).doesNotContain("# TYPE"));
    }

    @Test
    void each_line_of_the_log_is_json() {
        assertThat(SERVER.log().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\""));
    }

    @Test
    void it_asked_for_no_name_and_is_connected_to_this_machine_only() throws Exception {
        CommandResult doctor = SERVER.command("doctor", "--json");

        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(doctor.out())
                .contains("No name was looked up")
                .contains("listens on 127.0.0.1")
                .contains("lets nobody in with a wrong password")
                .contains("\"subject\" : \"root key\"", "\"severity\" : \"GOOD\"");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void its_connections_begin_and_end_on_this_machine() throws IOException {
        List<String> peers = peers(SERVER.pid());

        assertThat(peers).as("connections to its database at least").isNotEmpty();
        assertThat(peers).allMatch(QuietServerIT::isLoopback);
    }

    @Test
    void nothing_left_or_reached_this_machine_since_it_was_started(@TempDir Path folder)
            throws Exception {
        Path recording = folder.resolve("sockets.jfr");
        Process dump =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(SERVER.pid()),
                                "JFR.dump",
                                "filename=" + recording)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("jcmd.txt").toFile())
                        .start();
        assertThat(dump.waitFor()).isZero();

        List<String> peers =
                RecordingFile.readAllEvents(recording).stream()
                        .filter(event -> event.hasField("address"))
                        .map(event -> event.getString("address"))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();

        assertThat(peers).as("its database and its visitors").isNotEmpty();
        assertThat(peers).allMatch(peer -> InetAddress.ofLiteral(peer).isLoopbackAddress());
        assertThat(attempts(recording)).as("that of its database at least").isNotEmpty();
        assertThat(strangers(recording)).isEmpty();
    }

    @Test
    void whoever_else_tries_to_reach_somebody_is_noticed(@TempDir Path folder) throws Exception {
        Path recording = folder.resolve("intruder.jfr");
        Process intruder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                RECORDING + "filename=" + recording + "," + NOTED,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Intruder.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("java.txt").toFile())
                        .start();
        assertThat(intruder.waitFor()).isZero();

        assertThat(strangers(recording))
                .anyMatch(attempt -> attempt.contains("Net.connect"))
                .anyMatch(attempt -> attempt.contains("DatagramChannelImpl.send"))
                .allMatch(attempt -> attempt.contains("Intruder"));
    }

    /** Attempts to reach somebody that are not those of the driver of its own database. */
    private static List<String> strangers(Path recording) throws IOException {
        return attempts(recording).stream()
                .filter(stack -> stack.stream().noneMatch(it -> it.startsWith("org.postgresql.")))
                .map(stack -> String.join(" < ", stack))
                .toList();
    }

    /** The stacks of all attempts, innermost first. */
    private static List<List<String>> attempts(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
                .map(
                        event ->
                                Stream.concat(
                                                Stream.of(event.<RecordedMethod>getValue("method")),
                                                event.getStackTrace().getFrames().stream()
                                                        .map(RecordedFrame::getMethod))
                                        .map(
                                                method ->
                                                        method.getType().getName()
                                                                + "."
                                                                + method.getName())
                                        .toList())
                .toList();
    }

    private static Page signIn(String password) {
        return signIn(SERVER.visitor(), password);
    }

    private static Page signIn(Visitor visitor, String password) {
        return visitor.submit(
                visitor.open("sign-in"), Map.of("username", MAIL, "password", password));
    }

    /** Remote ends of the TCP sockets that a process has open, as /proc writes them. */
    private static List<String> peers(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        Set<String> sockets;
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            sockets =
                    files.map(QuietServerIT::target)
                            .filter(target -> target.startsWith("socket:["))
                            .map(target -> target.replaceAll("\\D", ""))
                            .collect(Collectors.toSet());
        }
        List<String> peers = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && sockets.contains(columns[9])) {
                    peers.add(columns[2].substring(0, columns[2].indexOf(':')));
                }
            }
        }
        // What only listens has no peer.
        peers.removeIf(peer -> peer.matches("0+"));
        return peers;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /** 127.0.0.0/8, plain or mapped into IPv6, and ::1, in the byte order of the table. */
    private static boolean isLoopback(String peer) {
        return peer.matches("[0-9A-F]{6}7F")
                || peer.matches("0{16}FFFF0000[0-9A-F]{6}7F")
                || peer.equals("00000000000000000000000001000000");
    }
}
