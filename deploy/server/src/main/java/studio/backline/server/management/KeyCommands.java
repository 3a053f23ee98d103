package studio.backline.server.management;

import java.util.Map;
import java.util.Optional;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.resealing.Resealing;
import studio.backline.server.management.keys.KeyStatus;
import studio.backline.server.management.keys.RotateRequest;
import tools.jackson.databind.json.JsonMapper;

/** Commands about the keys of a running server. */
record KeyCommands(KeyStore store, KeyRotation rotation, Resealing resealing) {

    Map<String, Command> byName() {
        return Map.of(
                "key-status",
                body -> KeyStatus.of(store, rotation, Optional.of(resealing.report())),
                "key-rotate",
                body -> JsonMapper.shared().readValue(body, RotateRequest.class).rotate(rotation));
    }
}
