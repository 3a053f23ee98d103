package studio.backline.platform.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Is there room where the house writes? Data, files, its own database and what is needed for a
 * moment may each lie on a disk of their own.
 */
record RoomExamination(Path data) implements Examination {

    /** What lies there is of a moment, such as the jar of a plugin that is looked through. */
    static final Path PASSING = Path.of(System.getProperty("java.io.tmpdir"));

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** It may be as small as memory makes it, as in a container. */
    private static final long ENOUGH_FOR_A_MOMENT = 256 * MIB;

    /** Of the disk; below it somebody should think of more. */
    private static final double LITTLE = 0.05;

    @Override
    public List<Finding> examine() throws IOException {
        Map<FileStore, Path> places = new LinkedHashMap<>();
        for (Path place : places().filter(Files::isDirectory).toList()) {
            places.putIfAbsent(Files.getFileStore(place), place);
        }
        if (places.isEmpty()) {
            return List.of(Finding.hint("room.to-come", data));
        }
        return places.entrySet().stream().map(RoomExamination::finding).toList();
    }

    /** Of places that share a disk the first is named, so what is kept goes before what passes. */
    private Stream<Path> places() {
        return Stream.of(
                data,
                data.resolve("files"),
                data.resolve("postgres/cluster"),
                data.resolve("log"),
                PASSING);
    }

    private static Finding finding(Map.Entry<FileStore, Path> place) {
        try {
            return finding(
                    place.getValue(),
                    place.getKey().getUsableSpace(),
                    place.getKey().getTotalSpace());
        } catch (IOException e) {
            return Finding.bad("room.unknown", place.getValue());
        }
    }

    static Finding finding(Path place, long free, long all) {
        String shown = String.format(Locale.ROOT, "%.1f", (double) free / GIB);
        if (place.equals(PASSING)) {
            return free < ENOUGH_FOR_A_MOMENT
                    ? Finding.bad("room.none-to-pass", place, free / MIB)
                    : Finding.good("room.enough", place, shown);
        }
        if (free < GIB) {
            return Finding.bad("room.none", place, shown);
        }
        return free < all * LITTLE
                ? Finding.hint("room.little", place, shown)
                : Finding.good("room.enough", place, shown);
    }
}
