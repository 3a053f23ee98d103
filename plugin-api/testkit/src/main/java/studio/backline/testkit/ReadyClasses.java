package studio.backline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import studio.backline.testkit.FirstEvening.Operator;

/**
 * The classes that the packaged server and its commands load at each start, archived once for all
 * tests of a build: with them a start takes half of the processor time (JEP 350). A studio's server
 * runs without. Where the archives are missing, or are not of the same jars and the same Java, the
 * tests run as well, only slower. The house that was opened for it is kept beside them, for tests
 * that begin after a first evening.
 */
public final class ReadyClasses {

    /** The system property that names the folder of the archives; none are used without it. */
    public static final String PROPERTY = "backline.ready-classes";

    static final String OPTIONS = "JDK_JAVA_OPTIONS";

    /**
     * It lives for a minute or two, in which the slower compiler and the collector for large heaps
     * cost more than they bring; another collector may be named, as Java takes no two.
     */
    private static final String SHORT_LIFE =
            "-XX:TieredStopAtLevel=1 -XX:+NeverActAsServerClassMachine ";

    private ReadyClasses() {}

    /** Makes the archives by one evening of the packaged server, unless they are up to date. */
    public static void main(String[] arguments) throws IOException {
        Path serving = archive("serve").orElseThrow();
        Path asking = archive("plugin").orElseThrow();
        if (isNewerThanTheServer(serving) && isNewerThanTheServer(asking)) {
            return;
        }
        Files.createDirectories(serving.getParent());
        try (PackagedServer server = PackagedServer.fresh()) {
            server.with(OPTIONS, made(serving)).start();
            Operator operator = FirstEvening.open(server);
            server.with(OPTIONS, made(asking));
            CompletableFuture<CommandResult> asked =
                    CompletableFuture.supplyAsync(() -> server.command("plugin", "list"));
            FirstEvening.signIn(server, operator).openScreen("plugins");
            asked.join();
            server.stop();
            server.keep(house().orElseThrow());
        }
    }

    /** What a server leaves after a first evening; there only where the archives are. */
    static Optional<Path> house() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(folder -> Path.of(folder, "house"));
    }

    private static String made(Path archive) {
        return SHORT_LIFE + "-XX:ArchiveClassesAtExit=" + archive;
    }

    /** What a command of {@code bin/backline} is run with. */
    static String options(String command) {
        return SHORT_LIFE
                + archive(command)
                        .filter(Files::isRegularFile)
                        .map(archive -> "-XX:SharedArchiveFile=" + archive)
                        .orElse("");
    }

    private static Optional<Path> archive(String command) {
        String name = command.equals("serve") ? "server" : "command";
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(folder -> Path.of(folder, name + "-" + Runtime.version() + ".jsa"));
    }

    private static boolean isNewerThanTheServer(Path archive) throws IOException {
        if (!Files.isRegularFile(archive)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(archive);
        try (Stream<Path> jars = Files.list(Distribution.folder().resolve("lib"))) {
            return jars.map(ReadyClasses::lastChange)
                    .allMatch(change -> change.compareTo(made) < 0);
        }
    }

    private static FileTime lastChange(Path jar) {
        try {
            return Files.getLastModifiedTime(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("No look at the server's folder", e);
        }
    }
}
