/** Loaded into each part (`node --import`): when the supervisor is gone, however it went, the part stops as if asked to. */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Neither the channel nor the listener may keep a part alive that has ended its work.
process.channel?.unref();
