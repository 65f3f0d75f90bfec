/** A code as Microsoft writes them: no blank, so that no sentence passes for one, which could name a person. */
export const codePattern = /^[A-Za-z0-9][\w.:-]{0,127}$/;
