package studio.backline.server.management.backup;

import java.util.Locale;
import studio.backline.platform.backup.BackupDesk;
import studio.backline.platform.backup.BackupNotes;
import studio.backline.platform.backup.BackupPlan;
import studio.backline.platform.backup.PlaceChoice;

/**
 * When archives are made, where they go, and what came of it.
 *
 * @param rhythm never, daily or weekly
 * @param hour of the day, in UTC
 * @param last so many of the newest are kept
 * @param days of so many days the newest
 * @param weeks of so many weeks the newest
 * @param place empty where none was chosen
 * @param made when the last was made, and which; empty for none
 * @param proven when one was last proven, and which; empty for never
 * @param failed when the last attempt failed, and why; empty where it did not
 */
public record BackupPlanAnswer(
        String rhythm,
        int hour,
        int last,
        int days,
        int weeks,
        String place,
        String made,
        String proven,
        String failed) {

    /** In the words of the wire. */
    public static BackupPlanAnswer of(BackupDesk desk) {
        BackupPlan plan = desk.plan();
        BackupNotes notes = desk.notes();
        return new BackupPlanAnswer(
                plan.rhythm().name().toLowerCase(Locale.ROOT),
                plan.hour(),
                plan.retention().last(),
                plan.retention().days(),
                plan.retention().weeks(),
                desk.place().map(PlaceChoice::address).orElse(""),
                notes.lastMade().map(BackupPlanAnswer::text).orElse(""),
                notes.lastProven().map(BackupPlanAnswer::text).orElse(""),
                notes.lastFailure().map(BackupPlanAnswer::text).orElse(""));
    }

    private static String text(BackupNotes.Note note) {
        return note.at() + " " + note.what();
    }
}
