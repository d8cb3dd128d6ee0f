declare module "fs-native-extensions" {
  const locks: { tryLock(handle: number): boolean; unlock(handle: number): void };
  export default locks;
}
