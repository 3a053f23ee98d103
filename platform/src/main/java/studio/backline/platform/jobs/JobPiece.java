package studio.backline.platform.jobs;

import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.work.WorkPiece;

/** A claimed job on its way through the loop. */
record JobPiece(RunningJob job, JobExecution execution) implements WorkPiece {

    @Override
    public PluginId plugin() {
        return job.plugin();
    }

    @Override
    public void run() {
        execution.run(job);
    }

    @Override
    public void renew() {
        execution.heartbeat(job);
    }

    @Override
    public boolean isOverdue() {
        return job.isOverdue();
    }

    @Override
    public boolean giveUp() {
        return execution.giveUp(job);
    }
}
