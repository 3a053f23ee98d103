package studio.backline.platform.backup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.work.Sending;

/**
 * Looks into the place that was chosen: whether it is there, and with it the archives that the
 * house believes in. Of a disk that is not mounted any more an empty folder may be left.
 */
record BackupPlaceExamination(BackupDesk desk, Sending sending) implements Examination {

    @Override
    public String words() {
        return "studio.backline.platform.backup.findings";
    }

    @Override
    public List<Finding> examine() throws IOException {
        try {
            Optional<PlaceChoice> place = desk.place();
            return List.of(place.isPresent() ? look(place.get()) : Finding.hint("backup.nowhere"));
        } catch (BackupRefusedException e) {
            return List.of(Finding.bad("backup.unusable", e.what()));
        }
    }

    /** While sending is paused nobody elsewhere is asked for anything. */
    private boolean isReached(PlaceChoice choice) {
        return choice.kind() == PlaceChoice.Kind.FOLDER || !sending.isPaused();
    }

    private Finding look(PlaceChoice choice) throws IOException {
        String place = choice.address();
        if (!isReached(choice)) {
            return Finding.hint("backup.not-asked", place);
        }
        List<BackupEntry> archives = desk.list().archives();
        return desk.notes()
                .missing(archives)
                .map(name -> Finding.bad("backup.missing", name, place))
                .orElseGet(() -> Finding.good("backup.there", place, archives.size()));
    }
}
