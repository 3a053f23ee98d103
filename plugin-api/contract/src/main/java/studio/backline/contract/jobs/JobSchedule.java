package studio.backline.contract.jobs;

import java.time.ZoneId;

/**
 * A job at times, for each workspace, asked for by nobody: a bean of the plugin's context. Each
 * instant has one job per workspace, however many nodes there are. Instants that pass while the
 * plugin or the server is off count as one, which is made up for when they are back.
 *
 * <p>The times are those of the zone's clocks. Where the hours are named, a night on which clocks
 * change runs it once: at a time that is skipped, as much later as clocks go forward; at one that
 * comes twice, the first time. Where every hour is meant ({@code *}), it runs every hour that
 * passes.
 *
 * @param type the {@link JobHandler#type()} of one of this plugin's handlers; it is given no
 *     parameters, and one schedule at most
 * @param cron second, minute, hour, day of month, month, day of week: {@code 0 30 3 * * *} is half
 *     past three each night
 * @param zone whose clocks
 */
public record JobSchedule(String type, String cron, ZoneId zone) {}
