package studio.backline.server.management;

import java.util.List;
import studio.backline.platform.checkpoints.ChainSurvey;

/**
 * What walks along all chains found.
 *
 * @param verifier what verifies checkpoints without the house
 */
public record AuditWalks(List<ChainSurvey.Walk> walks, String verifier) {}
