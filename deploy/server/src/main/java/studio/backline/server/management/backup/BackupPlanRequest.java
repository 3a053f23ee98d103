package studio.backline.server.management.backup;

/**
 * When archives are to be made; an empty rhythm asks how it is and changes nothing.
 *
 * @param rhythm never, daily or weekly
 */
public record BackupPlanRequest(String rhythm, int hour, int last, int days, int weeks) {}
