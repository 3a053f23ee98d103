package studio.backline.platform.connections;

import java.util.List;
import java.util.Optional;

/**
 * A provider, and what the workspace has connected of it.
 *
 * @param declared by which plugin, and how
 * @param hindrance what keeps people from connecting; empty where nothing does
 * @param connections the oldest first
 */
public record ConnectionOffer(
        DeclaredProvider declared,
        Optional<ConnectionFault> hindrance,
        List<ConnectionSight> connections) {}
