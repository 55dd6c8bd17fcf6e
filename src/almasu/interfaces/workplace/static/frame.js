// Takes the application away from the screen when its session ends; the gateway has cut it already.
"use strict";
const told = new EventSource("/almasu/state");
const gone = () => { told.close(); location.replace("/almasu/ended"); };
told.addEventListener("ended", gone);
told.addEventListener("error", () => { if (told.readyState === EventSource.CLOSED) gone(); });
