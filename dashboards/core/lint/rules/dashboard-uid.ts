import type { StructureRule } from "../rule";

const UID = /^[A-Za-z0-9_-]{1,40}$/;

export const dashboardUid: StructureRule = {
  id: "dashboard-uid",
  wants: "A UID is what Grafana takes: at most 40 plain characters.",
  find({ definition: { uid } }) {
    if (UID.test(uid)) return [];
    const message =
      uid.length > 40
        ? `uid must be at most 40 characters, this one has ${String(uid.length)}`
        : "uid must be 1-40 letters, digits, hyphens and underscores";
    return [{ where: [], message, value: `"${uid}"`, fix: "Choose a shorter, plain one; it is part of every link." }];
  },
};
